package fr.ght.inventory.view.catalogue;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.catalogue.CatalogueReader.Reading;
import fr.ght.inventory.view.catalogue.PublisherCounts.Counted;
import fr.ght.inventory.view.products.ProductsView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** On whom a group's software depends: its publishers, and how concentrated they are. */
@Path("/api/inventory/products/publishers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class PublishersResource {
  private static final Comparator<Item> BY_NAME =
      Comparator.comparing((Item item) -> SearchText.of(item.publisher()))
          .thenComparing(Item::publisher);
  private static final Map<String, Comparator<Item>> ORDERS =
      Map.of(
          "publisher", BY_NAME,
          "-share", Comparator.comparingLong(Item::weight).reversed().thenComparing(BY_NAME),
          "-products", Comparator.comparingLong(Item::products).reversed().thenComparing(BY_NAME),
          "-establishments",
              Comparator.comparingLong(Item::establishments).reversed().thenComparing(BY_NAME));
  private static final String USUAL_ORDER = "-share";
  private static final String UNKNOWN = "(inconnu)";

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Éditeur", Item::publisher)
          .column("Produits", Item::products)
          .column("Installations", Item::installations)
          .column("Machines, vide : non compté", Item::machines)
          .column("Établissements", Item::establishments)
          .column("Part de ce qui est connu", Item::share);

  private final CatalogueReader reader;
  private final PublisherCounts counts;
  private final Views views;
  private final Call call;

  PublishersResource(CatalogueReader reader, PublisherCounts counts, Views views, Call call) {
    this.reader = reader;
    this.counts = counts;
    this.views = views;
    this.call = call;
  }

  /** What a publisher's share is a share of. */
  enum By {
    INSTALLATIONS,
    MACHINES
  }

  /**
   * A publisher and what is installed of it.
   *
   * @param installations on how many machines each of its products is in each version, together
   * @param machines on how many machines there is anything of it; null unless shares are by
   *     machines
   * @param establishments at how many
   * @param share in what is installed of known publishers, from 0 to 1; null of the unknown
   */
  @Schema(name = "Publisher")
  public record Item(
      String publisher,
      long products,
      long installations,
      @Nullable Long machines,
      long establishments,
      @Nullable BigDecimal share) {

    private static Item of(Counted counted, By by, long known) {
      return new Item(
          counted.publisher(),
          counted.products(),
          counted.installations(),
          counted.machines(),
          counted.establishments(),
          Concentration.share(
              BigDecimal.valueOf(PublishersResource.weight(counted, by)),
              BigDecimal.valueOf(known)));
    }

    /** As a line behind all others. */
    private static Item of(Unknown unknown) {
      return new Item(
          UNKNOWN,
          unknown.products(),
          unknown.installations(),
          unknown.machines(),
          unknown.establishments(),
          null);
    }

    private long weight() {
      return machines == null ? installations : machines;
    }
  }

  /**
   * What is installed and nobody knows the publisher of. It may be of one publisher or of many, so
   * it is in no share.
   *
   * @param machines null unless shares are by machines
   * @param shareOfAll in all that is installed, from 0 to 1; null if nothing is
   */
  @Schema(name = "UnknownPublisher")
  public record Unknown(
      long products,
      long installations,
      @Nullable Long machines,
      long establishments,
      @Nullable BigDecimal shareOfAll) {}

  /**
   * The publishers of a group.
   *
   * @param by what shares are of: INSTALLATIONS or MACHINES
   */
  @Schema(name = "Publishers")
  public record Answer(
      String ght,
      String by,
      Concentration concentration,
      Unknown unknown,
      List<Item> items,
      int total,
      @Nullable String next,
      @Nullable Instant completeUpTo) {}

  /** Which publishers, and how. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "the group; by default your only one")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS: of its machines only")
          @Nullable String establishment,
      @QueryParam("segment")
          @Parameter(description = "only products for this; UNCLASSIFIED for those of none")
          @Nullable String segment,
      @QueryParam("by")
          @Parameter(
              description =
                  "what shares are of: INSTALLATIONS (default) or MACHINES, as of now only")
          @Nullable String by,
      @QueryParam("sort")
          @Parameter(description = "-share (default), -products, -establishments or publisher")
          @Nullable String sort) {

    By parsedBy(AsOf moment) {
      var name = Parameters.oneOf("by", by, By.class);
      var asked = name == null ? By.INSTALLATIONS : By.valueOf(name);
      if (asked == By.MACHINES && moment.recordedBy() != null) {
        throw Problem.unreadable("by", "MACHINES are counted as of now only");
      }
      return asked;
    }

    Comparator<Item> order() {
      var order = ORDERS.get(sort == null ? USUAL_ORDER : sort);
      if (order == null) {
        throw Problem.unreadable(
            "sort",
            "is not one of " + String.join(", ", ORDERS.keySet().stream().sorted().toList()));
      }
      return order;
    }
  }

  private record Found(Reading reading, By by, List<Counted> counted) {

    List<Item> items(Comparator<Item> order) {
      long known = counted.stream().filter(one -> !one.isUnknown()).mapToLong(this::weight).sum();
      return counted.stream()
          .filter(one -> !one.isUnknown())
          .map(one -> Item.of(one, by, known))
          .sorted(order)
          .toList();
    }

    private long weight(Counted one) {
      return PublishersResource.weight(one, by);
    }

    Concentration concentration() {
      return Concentration.of(
          counted.stream().filter(one -> !one.isUnknown()).map(this::weight).toList());
    }

    Unknown unknown() {
      var all = BigDecimal.valueOf(counted.stream().mapToLong(this::weight).sum());
      return counted.stream()
          .filter(Counted::isUnknown)
          .findFirst()
          .map(one ->
              new Unknown(
                  one.products(),
                  one.installations(),
                  one.machines(),
                  one.establishments(),
                  Concentration.share(BigDecimal.valueOf(weight(one)), all)))
          .orElseGet(() ->
              new Unknown(
                  0,
                  0,
                  by == By.MACHINES ? 0L : null,
                  0,
                  Concentration.share(BigDecimal.ZERO, all)));
    }
  }

  private static long weight(Counted counted, By by) {
    var machines = counted.machines();
    return by == By.INSTALLATIONS || machines == null ? counted.installations() : machines;
  }

  @GET
  @Operation(
      summary = "Publishers of a group's software, their shares, and how concentrated they are",
      description =
          "Herfindahl-Hirschman index and effective number of publishers, of what is known; what nobody knows the publisher of stands beside.")
  public Uni<Answer> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    int limit = asked.rows();
    var order = filter.order();
    var behind = Cursor.parse(asked.cursor(), 2);
    var completeUpTo = views.completeUpTo(ProductsView.NAME);
    return found(filter, asked.moment())
        .map(found -> {
          var all = found.items(order);
          int from = behind == null ? 0 : place(all, behind);
          var items = all.subList(from, Math.min(all.size(), from + limit));
          boolean hasNext = from + limit < all.size();
          return new Answer(
              found.reading().ght(),
              found.by().name(),
              found.concentration(),
              found.unknown(),
              items,
              all.size(),
              hasNext
                  ? Cursor.after(items.getLast().publisher(), String.valueOf(from + limit))
                      .toString()
                  : null,
              completeUpTo);
        });
  }

  /** Behind the publisher of the cursor; where it stood if there is nothing of it any more. */
  private static int place(List<Item> all, Cursor behind) {
    for (int n = 0; n < all.size(); n++) {
      if (all.get(n).publisher().equals(behind.key().getFirst())) {
        return n + 1;
      }
    }
    try {
      return Math.clamp(Integer.parseInt(behind.key().getLast()), 0, all.size());
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var order = filter.order();
    var finding = found(filter, asked.moment(null));
    return CsvStream.of(
        "editeurs",
        CSV,
        _ ->
            finding
                .map(found ->
                    Stream.concat(found.items(order).stream(), Stream.of(Item.of(found.unknown())))
                        .toList())
                .map(items -> new Page<>(items, items.size(), true, null, null)));
  }

  private Uni<Found> found(Filter filter, AsOf moment) {
    var by = filter.parsedBy(moment);
    var segment = Segment.asked(filter.segment());
    return reader
        .reading(call.caller(), filter.ght(), moment, filter.establishment())
        .chain(reading ->
            counts
                .of(reading, segment, by == By.MACHINES)
                .map(counted -> new Found(reading, by, counted)));
  }
}
