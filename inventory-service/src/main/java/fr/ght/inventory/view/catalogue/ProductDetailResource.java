package fr.ght.inventory.view.catalogue;

import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.catalogue.CatalogueReader.Reading;
import fr.ght.inventory.view.products.ProductsView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One product of a group: what is it, and where is it installed. */
@Path("/api/inventory/products/{code}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class ProductDetailResource {
  private static final String ONE = Sql.named(ProductDetailResource.class, "one-product");
  private static final String ALIASES =
      Sql.named(ProductDetailResource.class, "aliases-of-product");
  private static final String INSTALLATIONS =
      Sql.named(ProductDetailResource.class, "installations");
  private static final String NAMES = Sql.named(ProductDetailResource.class, "names-of-product");

  private final CatalogueReader reader;
  private final Views views;
  private final Pool pool;
  private final Call call;

  ProductDetailResource(CatalogueReader reader, Views views, Pool pool, Call call) {
    this.reader = reader;
    this.views = views;
    this.pool = pool;
    this.call = call;
  }

  /**
   * A version, and on how many machines it is.
   *
   * @param version null if none is known
   */
  @Schema(name = "ProductVersion")
  public record Version(
      @Nullable String version, long machines, List<AtEstablishment> establishments) {}

  /**
   * @param key withdraw it by this
   */
  @Schema(name = "ProductAliasItem")
  public record AliasItem(String key, String name, @Nullable String publisher) {}

  /**
   * A reported name that is the product.
   *
   * @param because the rules or the alias that made it so
   */
  @Schema(name = "ProductName")
  public record ReportedAs(
      String name, @Nullable String version, @Nullable String publisher, String because) {}

  /**
   * A product, as recorded by an instant.
   *
   * @param segment what it is for; null if it is unclassified
   * @param names the first 200 reported names that are it, with the rules that made it so
   */
  @Schema(name = "ProductDetail")
  public record Detail(
      String code,
      String name,
      String publisher,
      @Nullable String cpe,
      @Nullable String purl,
      @Nullable String endoflife,
      String state,
      @Nullable String mergedInto,
      @Nullable String segment,
      long installations,
      List<Version> versions,
      List<AliasItem> aliases,
      List<ReportedAs> names,
      @Nullable Instant completeUpTo) {}

  @GET
  @Operation(
      summary = "A product: its versions, on how many machines of which establishments, and why")
  public Uni<Detail> get(
      @PathParam("code") String code,
      @QueryParam("ght") @Nullable String group,
      @QueryParam("establishment") @Nullable String establishment,
      @QueryParam("asOf") @Nullable String asOf) {
    var completeUpTo = views.completeUpTo(ProductsView.NAME);
    var moment = AsOf.parse(asOf, null, Instant.now());
    return reader
        .reading(call.caller(), group, moment, establishment)
        .chain(reading -> detail(reading, code, completeUpTo));
  }

  private Uni<Detail> detail(Reading reading, String code, @Nullable Instant completeUpTo) {
    var product = ProductsView.key(reading.ght(), code);
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(product, reading.moment()))
        .map(rows -> {
          var found = rows.iterator();
          if (!found.hasNext()) {
            throw Problem.notFound("such product in the group");
          }
          return ListedProduct.of(found.next(), 0);
        })
        .chain(listed ->
            Uni.combine()
                .all()
                .unis(
                    installations(reading, code),
                    asked(ALIASES, reading, code, ProductDetailResource::alias),
                    asked(NAMES, reading, code, ProductDetailResource::reportedAs))
                .with((versions, aliases, names) ->
                    new Detail(
                        listed.code(),
                        listed.name(),
                        listed.publisher(),
                        listed.cpe(),
                        listed.purl(),
                        listed.endoflife(),
                        listed.state(),
                        listed.mergedInto(),
                        listed.segment(),
                        versions.stream().mapToLong(Version::machines).sum(),
                        versions,
                        aliases,
                        names,
                        completeUpTo)));
  }

  private Uni<List<Version>> installations(Reading reading, String code) {
    return pool.preparedQuery(INSTALLATIONS)
        .execute(
            Tuple.of(
                reading.ght(),
                new String[] {code},
                reading.establishments(),
                reading.moment(),
                reading.isEarlier()))
        .map(ProductDetailResource::versions);
  }

  private static List<Version> versions(RowSet<Row> rows) {
    var byVersion = new LinkedHashMap<String, List<AtEstablishment>>();
    rows.forEach(row ->
        byVersion
            .computeIfAbsent(row.getString("version"), _ -> new ArrayList<>())
            .add(new AtEstablishment(row.getString("establishment"), row.getLong("machines"))));
    return byVersion.entrySet().stream()
        .map(entry ->
            new Version(
                entry.getKey().isEmpty() ? null : entry.getKey(),
                entry.getValue().stream().mapToLong(AtEstablishment::machines).sum(),
                entry.getValue()))
        .toList();
  }

  private <T> Uni<List<T>> asked(String sql, Reading reading, String code, Function<Row, T> shown) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(reading.ght(), code, reading.moment()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(shown).toList());
  }

  private static AliasItem alias(Row row) {
    return new AliasItem(
        row.getString("alias_key"), row.getString("name"), row.getString("publisher"));
  }

  private static ReportedAs reportedAs(Row row) {
    return new ReportedAs(
        row.getString("name"),
        told(row.getString("version")),
        told(row.getString("publisher")),
        row.getString("because"));
  }

  private static @Nullable String told(String text) {
    return text.isEmpty() ? null : text;
  }
}
