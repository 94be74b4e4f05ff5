package fr.ght.inventory.view.lifecycles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.inventory.domain.lifecycle.Lifecycle;
import fr.ght.inventory.domain.lifecycle.Release;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.catalogue.AtEstablishment;
import fr.ght.inventory.view.catalogue.CatalogueReader;
import fr.ght.inventory.view.catalogue.CatalogueReader.Reading;
import fr.ght.inventory.view.products.ProductsView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The calendar of ends of support of what is installed. */
@Path("/api/inventory/products/end-of-support")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class EndOfSupportResource {
  private static final String SUPPORTED = Sql.named(EndOfSupportResource.class, "supported");
  private static final String INSTALLATIONS =
      Sql.named(EndOfSupportResource.class, "installations");
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
  private static final Comparator<Item> ORDER =
      Comparator.comparing(Item::sortDay)
          .thenComparing(Item::code)
          .thenComparing(Item::sortRelease);

  private static final ObjectReader RELEASES =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .readerForListOf(Release.class);

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Code", Item::code)
          .column("Produit", Item::product)
          .column("Branche", Item::release)
          .column("Support", item -> french(Support.valueOf(item.support())))
          .column("Support actif jusqu’au", Item::activeSupportUntil)
          .column("Fin de support", Item::supportUntil)
          .column("Fin du support étendu", Item::extendedSupportUntil)
          .column("Dernière version", Item::latest)
          .column("Versions installées", item -> String.join(", ", item.versions()))
          .column("Installations", Item::installations)
          .column("Établissements", item -> item.establishments().size())
          .column("Source", Item::source);

  private final CatalogueReader reader;
  private final Views views;
  private final Pool pool;
  private final Call call;

  EndOfSupportResource(CatalogueReader reader, Views views, Pool pool, Call call) {
    this.reader = reader;
    this.views = views;
    this.pool = pool;
    this.call = call;
  }

  /** How the support of a release stands on a day. */
  enum Support {
    /** Somebody mends it. */
    SUPPORTED,
    /** Nobody does, but for those who pay for longer. */
    EXTENDED_ONLY,
    /** Nobody does. */
    ENDED,
    /** Nobody says. */
    UNKNOWN
  }

  /**
   * What is installed of one release of a product.
   *
   * @param release null if no release is known that the installed versions are of
   * @param supportUntil from this day on nobody mends it; null if there is none, or nobody says
   * @param versions the installed versions of the release
   * @param installations on how many machines these versions are, together
   * @param source which file or address told the dates
   */
  @Schema(name = "EndOfSupport")
  public record Item(
      String code,
      String product,
      @Nullable String release,
      String support,
      @Nullable LocalDate activeSupportUntil,
      @Nullable LocalDate supportUntil,
      @Nullable LocalDate extendedSupportUntil,
      @Nullable String latest,
      List<String> versions,
      long installations,
      List<AtEstablishment> establishments,
      @Nullable String source) {

    private LocalDate sortDay() {
      return supportUntil == null ? NEVER : supportUntil;
    }

    private String sortRelease() {
      return release == null ? "" : release;
    }
  }

  /** Which ends; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "the group; by default your only one")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS: counts of its machines only")
          @Nullable String establishment,
      @QueryParam("on") @Parameter(description = "the day on which support stands as shown")
          @Nullable String on,
      @QueryParam("from") @Parameter(description = "ends on this day or later")
          @Nullable String from,
      @QueryParam("until") @Parameter(description = "ends on this day or earlier")
          @Nullable String until) {}

  @GET
  @Operation(
      summary = "Until when what is installed is supported, the first to end first",
      description =
          "What has a lifecycle that nobody has told the dates of comes last, as UNKNOWN, unless from or until is asked.")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(ProductsView.NAME);
    var asOf = asked.moment(filter.on());
    var from = day("from", filter.from());
    var until = day("until", filter.until());
    var behind = Cursor.parse(asked.cursor(), 3);
    int limit = asked.rows();
    return all(filter, asOf, from, until).map(items -> page(items, behind, limit, completeUpTo));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var all =
        all(
            filter,
            asked.moment(filter.on()),
            day("from", filter.from()),
            day("until", filter.until()));
    return CsvStream.of(
        "fins-de-support",
        CSV,
        _ -> all.map(items -> new Page<>(items, items.size(), true, null, null)));
  }

  private Uni<List<Item>> all(
      Filter filter, AsOf asOf, @Nullable LocalDate from, @Nullable LocalDate until) {
    return reader
        .reading(call.caller(), filter.ght(), asOf, filter.establishment())
        .chain(reading -> items(reading, asOf.on()))
        .map(items ->
            items.stream()
                .filter(item -> from == null || (isEnding(item) && !item.sortDay().isBefore(from)))
                .filter(item -> until == null || (isEnding(item) && !item.sortDay().isAfter(until)))
                .sorted(ORDER)
                .toList());
  }

  private static String french(Support support) {
    return switch (support) {
      case SUPPORTED -> "supporté";
      case EXTENDED_ONLY -> "support étendu seulement";
      case ENDED -> "terminé";
      case UNKNOWN -> "inconnu";
    };
  }

  private static boolean isEnding(Item item) {
    return item.supportUntil() != null;
  }

  private static @Nullable LocalDate day(String name, @Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.unreadable(name, "is not a date such as 2018-01-01");
    }
  }

  private static Page<Item> page(
      List<Item> items, @Nullable Cursor behind, int limit, @Nullable Instant completeUpTo) {
    var rest =
        behind == null
            ? items
            : items.stream().filter(item -> isBehind(item, behind.key())).toList();
    return Page.of(
        rest.subList(0, Math.min(rest.size(), limit + 1)),
        limit,
        items.size(),
        completeUpTo,
        item -> item,
        item -> new Cursor(List.of(item.sortDay().toString(), item.code(), item.sortRelease())));
  }

  private static boolean isBehind(Item item, List<String> key) {
    var mine = List.of(item.sortDay().toString(), item.code(), item.sortRelease());
    for (int part = 0; part < key.size(); part++) {
      int order = mine.get(part).compareTo(key.get(part));
      if (order != 0) {
        return order > 0;
      }
    }
    return false;
  }

  /** A product with a lifecycle, as it is read. */
  private record Supported(
      String code, String name, List<Release> releases, @Nullable String source) {

    static Supported of(Row row) {
      var written = row.getString("releases");
      return new Supported(
          row.getString("code"),
          row.getString("name"),
          written == null ? List.of() : read(written),
          row.getString("source"));
    }

    private static List<Release> read(String written) {
      try {
        return RELEASES.readValue(written);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("releases cannot be read", e);
      }
    }
  }

  private record Installed(String code, String version, String establishment, long machines) {
    static Installed of(Row row) {
      return new Installed(
          row.getString("code"),
          row.getString("version"),
          row.getString("establishment"),
          row.getLong("machines"));
    }
  }

  private Uni<List<Item>> items(Reading reading, LocalDate on) {
    return pool.preparedQuery(SUPPORTED)
        .execute(Tuple.of(reading.ght(), reading.moment()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Supported::of).toList())
        .chain(products ->
            pool.preparedQuery(INSTALLATIONS)
                .execute(
                    Tuple.of(
                        reading.ght(),
                        products.stream().map(Supported::code).toArray(String[]::new),
                        reading.establishments(),
                        reading.moment(),
                        reading.isEarlier()))
                .map(rows ->
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(Installed::of)
                        .collect(Collectors.groupingBy(Installed::code)))
                .map(installed -> items(products, installed, on)));
  }

  private static List<Item> items(
      List<Supported> products, Map<String, List<Installed>> installed, LocalDate on) {
    var items = new ArrayList<Item>();
    for (var product : products) {
      var byRelease = new HashMap<String, List<Installed>>();
      var releases = new HashMap<String, Release>();
      for (var one : installed.getOrDefault(product.code(), List.of())) {
        var release =
            Lifecycle.releaseOf(
                product.releases(), product.name(), one.version().isEmpty() ? null : one.version());
        var name = release.map(Release::name).orElse("");
        release.ifPresent(found -> releases.put(name, found));
        byRelease.computeIfAbsent(name, _ -> new ArrayList<>()).add(one);
      }
      byRelease.forEach((name, there) -> items.add(item(product, releases.get(name), there, on)));
    }
    return items;
  }

  private static Item item(
      Supported product, @Nullable Release release, List<Installed> there, LocalDate on) {
    var machines = new TreeMap<String, Long>();
    there.forEach(one -> machines.merge(one.establishment(), one.machines(), Long::sum));
    return new Item(
        product.code(),
        product.name(),
        release == null ? null : release.name(),
        support(release, on).name(),
        release == null ? null : release.activeSupportUntil(),
        release == null ? null : release.supportUntil(),
        release == null ? null : release.extendedSupportUntil(),
        release == null ? null : release.latest(),
        List.copyOf(
            there.stream().map(Installed::version).collect(Collectors.toCollection(TreeSet::new))),
        there.stream().mapToLong(Installed::machines).sum(),
        machines.entrySet().stream()
            .map(entry -> new AtEstablishment(entry.getKey(), entry.getValue()))
            .toList(),
        product.source());
  }

  private static Support support(@Nullable Release release, LocalDate on) {
    if (release == null) {
      return Support.UNKNOWN;
    }
    var until = release.supportUntil();
    var ended = release.ended();
    if (until == null) {
      return ended == null ? Support.UNKNOWN : ended ? Support.ENDED : Support.SUPPORTED;
    }
    if (on.isBefore(until)) {
      return Support.SUPPORTED;
    }
    var extended = release.extendedSupportUntil();
    return extended != null && on.isBefore(extended) ? Support.EXTENDED_ONLY : Support.ENDED;
  }
}
