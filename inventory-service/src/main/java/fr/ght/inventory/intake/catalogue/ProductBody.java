package fr.ght.inventory.intake.catalogue;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.product.Product;
import fr.ght.inventory.domain.product.Product.Catalogued;
import fr.ght.inventory.domain.product.Product.Description;
import fr.ght.inventory.intake.Names;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import us.springett.parsers.cpe.CpeParser;
import us.springett.parsers.cpe.exceptions.CpeParsingException;

/**
 * A product as callers write it.
 *
 * @param cpe CPE 2.3 formatted string or URI of the product, its version a star
 * @param purl package URL of the product, without a version
 * @param endoflife the product's name at endoflife.date
 */
@Schema(name = "ProductDescription")
public record ProductBody(
    @Schema(examples = "Mozilla Firefox ESR", required = true) @Nullable String name,
    @Schema(examples = "Mozilla", required = true) @Nullable String publisher,
    @Schema(examples = "cpe:2.3:a:mozilla:firefox_esr:*:*:*:*:*:*:*:*") @Nullable String cpe,
    @Schema(examples = "pkg:deb/debian/firefox-esr") @Nullable String purl,
    @Schema(examples = "firefox") @Nullable String endoflife) {
  private static final Pattern ENDOFLIFE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");

  /**
   * @throws Problem.ProblemException 422 naming every field that is not valid
   */
  Description toDescription() {
    return Findings.reading(found -> {
      var called = found.required("name", name, Names::text);
      var maker = found.required("publisher", publisher, Names::text);
      var platform = found.optional("cpe", cpe, ProductBody::readCpe);
      var packageUrl = found.optional("purl", purl, ProductBody::readPurl);
      var slug = found.optional("endoflife", endoflife, ProductBody::readEndoflife);
      return () ->
          new Description(
              called.get(),
              maker.get(),
              new Identifiers(platform.get(), packageUrl.get(), slug.get()));
    });
  }

  private static String readCpe(String text) {
    try {
      return CpeParser.parse(Names.text(text)).toCpe23FS();
    } catch (CpeParsingException e) {
      throw new IllegalArgumentException("is no CPE 2.3 name", e);
    }
  }

  private static String readPurl(String text) {
    try {
      return new PackageURL(Names.text(text)).canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalArgumentException("is no package URL (pkg:type/namespace/name)", e);
    }
  }

  static String readEndoflife(String text) {
    if (!ENDOFLIFE.matcher(text).matches()) {
      throw new IllegalArgumentException("is no product's name at endoflife.date");
    }
    return text;
  }

  /**
   * A reported name that is the product.
   *
   * @param version a version that the name holds; the alias is of all versions
   */
  @Schema(name = "ProductAlias")
  public record AliasBody(
      @Schema(examples = "Firefox DSI 115.1 (x64)", required = true) @Nullable String name,
      @Nullable String version,
      @Nullable String publisher) {

    ReportedSoftware toReported() {
      return Findings.reading(found -> {
        var called = found.required("name", name, Names::text);
        var release = found.optional("version", version, Names::text);
        var maker = found.optional("publisher", publisher, Names::text);
        return () -> new ReportedSoftware(called.get(), release.get(), maker.get(), null);
      });
    }
  }

  /**
   * @param into code of the product that this one is
   */
  @Schema(name = "ProductMerge")
  public record MergeBody(
      @Schema(examples = "mozilla.firefox-esr", required = true) @Nullable String into,
      @Schema(required = true) @Nullable String reason) {

    String checkedReason() {
      return Findings.reading(found -> {
        found.required("into", into, text -> text);
        return found.required("reason", reason, Names::text);
      });
    }
  }

  /**
   * A product as it is answered.
   *
   * @param mergedInto the product that it turned out to be; null if it is one of its own
   */
  @Schema(name = "Product")
  public record Shown(
      String code,
      String name,
      String publisher,
      @Nullable String cpe,
      @Nullable String purl,
      @Nullable String endoflife,
      List<ShownAlias> aliases,
      @Nullable String mergedInto) {

    /**
     * @param key withdraw it by this
     */
    @Schema(name = "ShownAlias")
    public record ShownAlias(String key, String name, @Nullable String publisher) {}

    static Shown of(String code, Product product) {
      return switch (product) {
        case Product.Uncatalogued _ -> throw Problem.notFound("product " + code);
        case Catalogued catalogued -> of(code, catalogued, null);
        case Product.Merged(var last, var into) -> of(code, last, into);
      };
    }

    private static Shown of(String code, Catalogued product, @Nullable String into) {
      var described = product.description();
      return new Shown(
          code,
          described.name(),
          described.publisher(),
          described.identifiers().cpe(),
          described.identifiers().purl(),
          described.identifiers().endoflife(),
          product.aliases().entrySet().stream()
              .map(alias ->
                  new ShownAlias(
                      alias.getKey(), alias.getValue().name(), alias.getValue().publisher()))
              .sorted(Comparator.comparing(ShownAlias::key))
              .toList(),
          into);
    }
  }
}
