package fr.ght.inventory.view.catalogue;

import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.catalogue.CatalogueReader.Reading;
import fr.ght.inventory.view.catalogue.ProductPages.Order;
import fr.ght.inventory.view.products.ProductState;
import fr.ght.inventory.view.products.ProductsView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Reported software that nobody knows, for somebody to say what it is. */
@Path("/api/inventory/products/unknown")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class UnknownResource {
  private static final String SUGGESTIONS = Sql.named(UnknownResource.class, "suggestions");
  private static final List<String> UNKNOWN = List.of(ProductState.UNKNOWN.name());

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Logiciel", Item::name)
          .column("Éditeur", Item::publisher)
          .column("Installations", Item::installations)
          .column(
              "Ressemble à", item -> item.suggestion() == null ? null : item.suggestion().name())
          .column(
              "Code de ce produit",
              item -> item.suggestion() == null ? null : item.suggestion().code())
          .column("CPE", Item::cpe)
          .column("purl", Item::purl);

  private final CatalogueReader reader;
  private final ProductPages pages;
  private final Views views;
  private final Pool pool;
  private final Call call;

  UnknownResource(CatalogueReader reader, ProductPages pages, Views views, Pool pool, Call call) {
    this.reader = reader;
    this.pages = pages;
    this.views = views;
    this.pool = pool;
    this.call = call;
  }

  /**
   * The product of the group whose name is most like the unknown one.
   *
   * @param alike from 0 to 1: the share of letter triples that both names have (pg_trgm); 1 where
   *     both have the same purl or cpe
   */
  @Schema(name = "ProductSuggestion")
  public record Suggestion(String code, String name, String publisher, double alike) {}

  /**
   * A name that nobody knows, in all its versions.
   *
   * @param name without version, architecture and language; add it as an alias of the product that
   *     it is, with the publisher as it stands here
   * @param publisher null if none is reported
   * @param purl without version, where a bill of materials tells it
   * @param cpe of any version, where a bill of materials tells it
   * @param installations on how many machines it is in each of its versions, together
   * @param suggestion null if no product is called alike
   */
  @Schema(name = "UnknownSoftware")
  public record Item(
      String key,
      String name,
      @Nullable String publisher,
      @Nullable String purl,
      @Nullable String cpe,
      long installations,
      @Nullable Suggestion suggestion) {

    static Item of(ListedProduct listed, @Nullable Suggestion suggestion) {
      return new Item(
          listed.code().substring(1),
          listed.name(),
          listed.publisher().isEmpty() ? null : listed.publisher(),
          listed.purl(),
          listed.cpe(),
          listed.installations(),
          suggestion);
    }
  }

  /** Which names; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "the group; by default your only one")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS: counts of its machines only")
          @Nullable String establishment,
      @QueryParam("q") @Parameter(description = "a part of name or publisher") @Nullable String q,
      @QueryParam("sort") @Parameter(description = "-installations (default) or name")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary = "Software that no rule or alias knows, the most installed first",
      description =
          "Resolved by an alias: POST /api/inventory/products/{code}/aliases with its name and publisher.")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var order = Order.parse(filter.sort(), Order.INSTALLATIONS);
    var completeUpTo = views.completeUpTo(ProductsView.NAME);
    asked.rows();
    return reader
        .reading(call.caller(), filter.ght(), asked.moment(), filter.establishment())
        .chain(reading -> page(reading, filter, order, asked, completeUpTo));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var order = Order.parse(filter.sort(), Order.INSTALLATIONS);
    var reading =
        reader
            .reading(call.caller(), filter.ght(), asked.moment(null), filter.establishment())
            .memoize()
            .indefinitely();
    return CsvStream.of(
        "logiciels-inconnus",
        CSV,
        cursor -> reading.chain(of -> page(of, filter, order, ProductPages.whole(cursor), null)));
  }

  private Uni<Page<Item>> page(
      Reading reading,
      Filter filter,
      Order order,
      AskedPage asked,
      @Nullable Instant completeUpTo) {
    return pages
        .page(reading, UNKNOWN, filter.q(), null, order, asked, completeUpTo)
        .chain(page ->
            suggestions(reading, page.items())
                .map(suggested ->
                    page.map(listed -> Item.of(listed, suggested.get(listed.code())))));
  }

  private Uni<Map<String, Suggestion>> suggestions(Reading reading, List<ListedProduct> page) {
    if (page.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return pool.preparedQuery(SUGGESTIONS)
        .execute(
            Tuple.of(
                reading.ght(),
                page.stream().map(ListedProduct::code).toArray(String[]::new),
                page.stream().map(ListedProduct::name).toArray(String[]::new),
                page.stream().map(ListedProduct::purl).toArray(String[]::new),
                page.stream().map(ListedProduct::cpe).toArray(String[]::new)))
        .map(rows -> {
          var found = new HashMap<String, Suggestion>();
          rows.forEach(row ->
              found.put(
                  row.getString("unknown"),
                  new Suggestion(
                      row.getString("code"),
                      row.getString("name"),
                      row.getString("publisher"),
                      row.getDouble("alike"))));
          return found;
        });
  }
}
