package fr.ght.inventory.view.catalogue;

import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.Page;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.catalogue.CatalogueReader.Reading;
import fr.ght.inventory.view.products.ProductsView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What a group's software is for, segment by segment, and how concentrated each is. */
@Path("/api/inventory/products/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class SegmentsResource {
  private static final String SEGMENTS = Sql.named(SegmentsResource.class, "segments");

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Segment", item -> Terms.SEGMENT.of(item.segment()))
          .column("Produits", Item::products)
          .column("Installations", Item::installations)
          .column("Éditeurs connus", item -> item.concentration().publishers())
          .column("Indice de concentration (HHI)", item -> item.concentration().hhi())
          .column(
              "Nombre équivalent d’éditeurs", item -> item.concentration().effectivePublishers())
          .column("Installations d’éditeur inconnu", Item::ofUnknownPublishers);

  private final CatalogueReader reader;
  private final Pool pool;
  private final Views views;
  private final Call call;

  SegmentsResource(CatalogueReader reader, Pool pool, Views views, Call call) {
    this.reader = reader;
    this.pool = pool;
    this.views = views;
    this.call = call;
  }

  /**
   * A segment, or what is unclassified.
   *
   * @param segment its code, or UNCLASSIFIED
   * @param products how many of its products are installed
   * @param installations on how many machines each of its products is in each version, together
   * @param ofUnknownPublishers how many of these are of nobody knows whom; they are in no share
   * @param concentration of its publishers, by installations
   */
  @Schema(name = "Segment")
  public record Item(
      String segment,
      long products,
      long installations,
      long ofUnknownPublishers,
      Concentration concentration) {

    private static Item of(String segment, List<Line> lines) {
      return new Item(
          segment.isEmpty() ? Segment.UNCLASSIFIED : segment,
          lines.stream().mapToLong(Line::products).sum(),
          lines.stream().mapToLong(Line::installations).sum(),
          lines.stream()
              .filter(line -> line.publisher().isEmpty())
              .mapToLong(Line::installations)
              .sum(),
          Concentration.of(
              lines.stream()
                  .filter(line -> !line.publisher().isEmpty())
                  .map(Line::installations)
                  .toList()));
    }
  }

  private record Line(String publisher, long products, long installations) {}

  /** The segments of which anything is installed, the largest first. */
  @Schema(name = "Segments")
  public record Answer(String ght, List<Item> items, @Nullable Instant completeUpTo) {}

  /** Of which group, and where. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "the group; by default your only one")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS: of its machines only")
          @Nullable String establishment) {}

  @GET
  @Operation(
      summary = "What a group's software is for, and how concentrated each segment is",
      description =
          "Segments are data of the group's rules (GET /api/inventory/products/rules); what no rule says is UNCLASSIFIED.")
  public Uni<Answer> list(
      @BeanParam Filter filter,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf) {
    var completeUpTo = views.completeUpTo(ProductsView.NAME);
    return reading(filter, AsOf.parse(asOf, null, Instant.now()))
        .chain(
            reading -> items(reading).map(items -> new Answer(reading.ght(), items, completeUpTo)));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var items = reading(filter, asked.moment(null)).chain(this::items);
    return CsvStream.of(
        "segments", CSV, _ -> items.map(all -> new Page<>(all, all.size(), true, null, null)));
  }

  private Uni<Reading> reading(Filter filter, AsOf moment) {
    return reader.reading(call.caller(), filter.ght(), moment, filter.establishment());
  }

  private Uni<List<Item>> items(Reading reading) {
    return pool.preparedQuery(SEGMENTS)
        .execute(
            Tuple.of(
                reading.ght(), reading.establishments(), reading.moment(), reading.isEarlier()))
        .map(SegmentsResource::items);
  }

  private static List<Item> items(RowSet<Row> rows) {
    var bySegment = new TreeMap<String, List<Line>>();
    rows.forEach(row ->
        bySegment
            .computeIfAbsent(row.getString("segment"), _ -> new ArrayList<>())
            .add(
                new Line(
                    row.getString("publisher"),
                    row.getLong("products"),
                    row.getLong("installations"))));
    return bySegment.entrySet().stream()
        .map(entry -> Item.of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Item::installations).reversed())
        .toList();
  }
}
