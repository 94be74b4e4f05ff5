package fr.ght.inventory.intake.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.lifecycle.Release;
import fr.ght.inventory.intake.Names;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What endoflife.date tells, in any of the shapes in which it does: the API of version 1 with one
 * product ({@code result} is an object) or with all ({@code result} is a list, as of {@code
 * /products/full}), and the older list of cycles, which does not say of which product it is. Of a
 * product that only has a name, as in the short list of all, nothing can be recorded.
 *
 * @see <a href="https://endoflife.date/docs/api/v1/">the API of endoflife.date</a>
 */
final class EndoflifeFile {
  private static final int MOST_PRODUCTS = 2_000;
  private static final int MOST_RELEASES = 500;
  private static final int LONGEST = 120;

  private EndoflifeFile() {}

  /** A product of endoflife.date and its releases. */
  record Told(String product, String label, List<Release> releases) {
    Told {
      releases = List.copyOf(releases);
    }
  }

  /**
   * @param product of which the older shape is; passed over in the others
   * @throws Problem.ProblemException 400 for another shape, 422 naming every field that is not
   *     valid
   */
  static List<Told> read(JsonNode file, @Nullable String product) {
    return Findings.reading(found -> {
      var told = new ArrayList<Supplier<Told>>();
      if (file.isArray()) {
        told.add(olderList(found, file, product));
      } else if (file.path("result").isArray()) {
        products(found, file.path("result"), told);
      } else if (file.path("result").isObject()) {
        told.add(product(found, "result", file.path("result")));
      } else {
        throw Problem.unreadable(
            "result", "is neither a product nor a list of products, nor is this a list of cycles");
      }
      return () -> told.stream().map(Supplier::get).toList();
    });
  }

  private static void products(Findings found, JsonNode list, List<Supplier<Told>> told) {
    if (list.size() > MOST_PRODUCTS) {
      found.reject("result", "must not have more than %d products".formatted(MOST_PRODUCTS));
      return;
    }
    for (int n = 0; n < list.size(); n++) {
      told.add(product(found, "result[%d]".formatted(n), list.get(n)));
    }
  }

  private static Supplier<Told> product(Findings found, String at, JsonNode product) {
    var name = found.required(at + ".name", text(product, "name"), ProductBody::readEndoflife);
    var label = found.optional(at + ".label", text(product, "label"), Names::text);
    var releases = releases(found, at + ".releases", product.path("releases"), "name");
    return () -> {
      var called = label.get();
      return new Told(name.get(), called == null ? name.get() : called, made(releases));
    };
  }

  private static Supplier<Told> olderList(
      Findings found, JsonNode cycles, @Nullable String product) {
    var name = found.required("product", product, ProductBody::readEndoflife);
    var releases = releases(found, "", cycles, "cycle");
    return () -> new Told(name.get(), name.get(), made(releases));
  }

  private static List<Release> made(List<Supplier<Release>> releases) {
    return releases.stream().map(Supplier::get).toList();
  }

  private static List<Supplier<Release>> releases(
      Findings found, String at, JsonNode list, String nameField) {
    if (!list.isArray() || list.size() > MOST_RELEASES) {
      found.reject(
          at.isEmpty() ? "body" : at, "must be a list of at most %d".formatted(MOST_RELEASES));
      return List.of();
    }
    var all = new ArrayList<Supplier<Release>>();
    for (int n = 0; n < list.size(); n++) {
      all.add(release(found, "%s[%d]".formatted(at, n), list.get(n), nameField));
    }
    return all;
  }

  /** The older list calls the same dates support, eol and extendedSupport. */
  private static Supplier<Release> release(
      Findings found, String at, JsonNode release, String nameField) {
    boolean isOlder = nameField.equals("cycle");
    var name =
        found.required(at + "." + nameField, text(release, nameField), EndoflifeFile::shortText);
    var label = found.optional(at + ".label", text(release, "label"), EndoflifeFile::shortText);
    var released = day(found, at, release, "releaseDate");
    var active = day(found, at, release, isOlder ? "support" : "eoasFrom");
    var end = day(found, at, release, isOlder ? "eol" : "eolFrom");
    var extended = day(found, at, release, isOlder ? "extendedSupport" : "eoesFrom");
    var ended = flag(release.path(isOlder ? "eol" : "isEol"));
    var latest =
        found.optional(
            at + ".latest",
            isOlder ? text(release, "latest") : text(release.path("latest"), "name"),
            EndoflifeFile::shortText);
    return () ->
        new Release(
            name.get(),
            label.get(),
            released.get(),
            active.get(),
            end.get(),
            extended.get(),
            end.get() == null ? ended : null,
            latest.get());
  }

  /** True and false in the place of a date say that there is an end, or none yet. */
  private static Supplier<@Nullable LocalDate> day(
      Findings found, String at, JsonNode release, String field) {
    var value = release.path(field);
    if (value.isBoolean()) {
      return () -> null;
    }
    return found.optional(at + "." + field, text(release, field), Names::day);
  }

  private static @Nullable Boolean flag(JsonNode value) {
    return value.isBoolean() ? value.booleanValue() : null;
  }

  /** Numbers are texts, too: cycle 12 is written 12 in places. */
  private static @Nullable String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isTextual() || value.isNumber() ? value.asText() : null;
  }

  private static String shortText(String text) {
    var checked = Names.text(text);
    if (checked.length() > LONGEST) {
      throw new IllegalArgumentException("must have 1 to %d characters".formatted(LONGEST));
    }
    return checked;
  }
}
