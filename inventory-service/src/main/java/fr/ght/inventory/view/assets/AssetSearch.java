package fr.ght.inventory.view.assets;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.Problem;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.SearchText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Pages of machines out of a country's (ADR 27). What a search finds is looked up and sorted if it
 * is no more than is counted anyhow; else so much fits that the order's index comes to a page of it
 * at once.
 */
@Singleton
public final class AssetSearch {
  private static final String IN_ORDER = Sql.named(AssetSearch.class, "machines-in-order");
  private static final String KEYS_OF_EACH = Sql.named(AssetSearch.class, "keys-of-each");
  private static final String KEYS_OF_ALL = Sql.named(AssetSearch.class, "keys-of-all");
  private static final String FOUND = Sql.named(AssetSearch.class, "machines-found");
  private static final String FOUND_IN_EACH = Sql.named(AssetSearch.class, "found-in-each");
  private static final String FOUND_IN_ALL = Sql.named(AssetSearch.class, "found-in-all");
  private static final String COUNT = Sql.named(AssetSearch.class, "count-machines");
  private static final String SAMPLE = Sql.named(AssetSearch.class, "sample");
  private static final String SOFTWARE = Sql.named(AssetSearch.class, "software-named");

  /** Which way is best depends on the values, and no way is long enough to be compiled. */
  private static final String PLANNING =
      "set local plan_cache_mode = force_custom_plan; set local jit = off; set local work_mem = '16MB'";

  /** So many in a sample of one in five hundred are some three of a hundred in a country. */
  private static final int FREQUENT = 100;

  /** Some two thousand in a country. */
  private static final int FREQUENT_FOR_FEW = 5;

  /** A search that fits more software than this says too little. */
  private static final int MOST_SOFTWARE = 10_000;

  private static final String INSTALLED =
      "asset_software_row i join asset_row r on r.asset = i.asset";

  private final Pool pool;

  public AssetSearch(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param total how many fit in all, up to one more than {@link Page#COUNTED}
   */
  public record Found(List<Row> machines, long total) {}

  /**
   * The first machines behind a place, and the total of all.
   *
   * @param behind null for the first page
   * @param most how many machines at most
   * @return fails with a problem, 400, if software is asked for by a word that says too little
   */
  public Uni<Found> page(Wanted wanted, AssetOrder order, @Nullable List<Object> behind, int most) {
    return asked(
        wanted,
        question -> {
          if (question.isSearch()) {
            return question.found(order, behind, most);
          }
          return question
              .count()
              .chain(total ->
                  question.inOrder(order, behind, most).map(rows -> new Found(rows, total)));
        });
  }

  /** The same without the total, which is 0. */
  public Uni<Found> stretch(
      Wanted wanted, AssetOrder order, @Nullable List<Object> behind, int most) {
    return asked(
        wanted,
        question ->
            question.isSearch()
                ? question.found(order, behind, most)
                : question.inOrder(order, behind, most).map(rows -> new Found(rows, 0)));
  }

  private Uni<Found> asked(Wanted wanted, Function<Question, Uni<Found>> ask) {
    return pool.withTransaction(tx ->
        tx.query(PLANNING)
            .execute()
            .chain(() -> software(tx, wanted))
            .chain(software ->
                software != null && software.length == 0
                    ? Uni.createFrom().item(new Found(List.of(), 0))
                    : ask.apply(new Question(tx, wanted, software))));
  }

  /** The numbers of what is called so; null if none is asked for. */
  private static Uni<Integer @Nullable []> software(SqlConnection tx, Wanted wanted) {
    var named = wanted.software();
    if (named == null) {
      return Uni.createFrom().nullItem();
    }
    return tx.preparedQuery(SOFTWARE)
        .execute(Tuple.of(SearchText.pattern(named), MOST_SOFTWARE + 1))
        .map(rows -> {
          if (rows.size() > MOST_SOFTWARE) {
            throw Problem.unreadable("software", "fits too many: write more of the name");
          }
          return rows(rows).stream().map(row -> row.getInteger("id")).toArray(Integer[]::new);
        });
  }

  /** One question to the tables. */
  private record Question(SqlConnection tx, Wanted wanted, Integer @Nullable [] software) {

    boolean isSearch() {
      return wanted.q() != null || software != null;
    }

    Uni<Long> count() {
      var given = new Given();
      return execute(
              COUNT,
              given,
              Map.of(
                  "establishments", establishments(given),
                  "conditions", String.join(" and ", conditions(given)),
                  "counted", given.value(Page.COUNTED + 1)))
          .map(rows -> rows.getFirst().getLong("total"));
    }

    /** As an index has them, whatever else they must fit. */
    Uni<List<Row>> inOrder(AssetOrder order, @Nullable List<Object> behind, int most) {
      var given = new Given();
      var conditions = conditions(given);
      // Nothing that an index of searches could be asked: the order's index is the one to go
      // through.
      also(conditions, "strpos(r.search, %s) > 0", wanted.text(), given);
      if (software != null) {
        conditions.add(
            "(select i.software from asset_software_row i where i.asset = r.asset and %s) && %s"
                .formatted(standing("i", given), given.value(software)));
      }
      conditions.add(order.isBehind(behind, given));
      var each = order.isByName() && (wanted.isOfFew() || !wanted.isNow());
      return execute(
          IN_ORDER.replace("{keys}", each ? KEYS_OF_EACH : KEYS_OF_ALL),
          given,
          Map.of(
              each ? "establishments" : "within",
              each ? establishments(given) : within(given),
              "columns",
              order.selected(),
              "conditions",
              String.join(" and ", conditions),
              "order",
              order.by("r"),
              "order of keys",
              order.by("k"),
              "order of page",
              order.by("p"),
              "standing",
              standing("r", given),
              "most",
              given.value(most)));
    }

    /** What is found, looked up in each establishment or in all at once. */
    Uni<Found> found(AssetOrder order, @Nullable List<Object> behind, int most) {
      return isBestInEach().chain(each -> found(order, behind, most, each));
    }

    /**
     * A handful are looked into one by one. Of more, where a sample says that so much fits that all
     * at once would read more than each by itself.
     */
    private Uni<Boolean> isBestInEach() {
      if (wanted.isOfHandful()) {
        return Uni.createFrom().item(true);
      }
      int enough = wanted.isOfFew() ? FREQUENT_FOR_FEW : FREQUENT;
      var given = new Given();
      var conditions = new ArrayList<String>();
      if (software == null) {
        conditions.addAll(conditions(given));
        conditions.addAll(searched(given));
      } else {
        conditions.addAll(List.of(standing("i", given), "i.software && " + given.value(software)));
      }
      return execute(
              SAMPLE,
              given,
              Map.of(
                  "table",
                  software == null ? "asset_row r" : "asset_software_row i",
                  "conditions",
                  String.join(" and ", conditions)))
          .map(rows -> rows.getFirst().getLong("hits") >= enough);
    }

    private Uni<Found> found(
        AssetOrder order, @Nullable List<Object> behind, int most, boolean each) {
      var given = new Given();
      var conditions = conditions(given);
      conditions.addAll(searched(given));
      if (software != null) {
        conditions.add(standing("i", given));
        conditions.add("i.software && " + given.value(software));
      }
      return execute(
              FOUND.replace("{found}", each ? FOUND_IN_EACH : FOUND_IN_ALL),
              given,
              Map.ofEntries(
                  each
                      ? Map.entry("establishments", establishments(given))
                      : Map.entry("within", within(given)),
                  Map.entry("columns", order.selected()),
                  Map.entry("tables", software == null ? "asset_row r" : INSTALLED),
                  Map.entry("here", here()),
                  Map.entry("conditions", String.join(" and ", conditions)),
                  Map.entry("counted", given.value(Page.COUNTED + 1)),
                  Map.entry("behind", order.isBehind(behind, given)),
                  Map.entry("order", order.by("r")),
                  Map.entry("most", given.value(most)),
                  Map.entry("standing", standing("r", given)),
                  Map.entry("order of machines", order.by("m"))))
          .chain(rows -> {
            long total = rows.getFirst().getLong("total");
            if (total > Page.COUNTED) {
              return inOrder(order, behind, most).map(page -> new Found(page, total));
            }
            return Uni.createFrom()
                .item(
                    new Found(
                        rows.stream().filter(row -> row.getString("asset") != null).toList(),
                        total));
          });
    }

    private String here() {
      return software == null
          ? "r.establishment = e.establishment"
          : "i.establishment = e.establishment and r.establishment = e.establishment";
    }

    /**
     * Few are looked up in an index. Of many each row is asked whether it is of one of them: so the
     * planner need not look at each of a thousand. Compared with true, it is not made a join, which
     * would lose the order.
     */
    private String within(Given given) {
      return wanted.isOfFew()
          ? "r.establishment = any (%s::text[])".formatted(establishments(given))
          : "(r.establishment in (select unnest(%s::text[]))) = true"
              .formatted(establishments(given));
    }

    private String establishments(Given given) {
      return given.value(wanted.establishments().toArray(String[]::new));
    }

    /** About {@code r}, all but where it is, its texts and what is installed. */
    private List<String> conditions(Given given) {
      var conditions = new ArrayList<String>();
      conditions.add(standing("r", given));
      also(conditions, "r.kind = %s", wanted.kind(), given);
      also(conditions, "r.state = %s", wanted.state(), given);
      return conditions;
    }

    /** For trigrams, a beginning that is enough of it; then, if there is more, all of it. */
    private List<String> searched(Given given) {
      var conditions = new ArrayList<String>();
      var text = wanted.text();
      if (text != null) {
        var begin = Wanted.begin(text);
        also(conditions, "r.search like %s escape '\\'", SearchText.pattern(begin), given);
        also(conditions, "strpos(r.search, %s) > 0", begin.equals(text) ? null : text, given);
      }
      return conditions;
    }

    private static void also(
        List<String> conditions, String condition, @Nullable String value, Given given) {
      if (value != null) {
        conditions.add(condition.formatted(given.value(value)));
      }
    }

    /** What stands now has indexes of its own, which are used if the statement says so. */
    private String standing(String alias, Given given) {
      if (wanted.isNow()) {
        return alias + ".recorded_to = '9999-12-31Z'";
      }
      var recordedBy = Objects.requireNonNull(wanted.asOf().recordedBy());
      var at = given.value(recordedBy.atOffset(ZoneOffset.UTC));
      return "%s.recorded_from <= %s and %s.recorded_to > %s".formatted(alias, at, alias, at);
    }

    private Uni<List<Row>> execute(String statement, Given given, Map<String, String> parts) {
      var filled = statement;
      for (var part : parts.entrySet()) {
        filled = filled.replace("{" + part.getKey() + "}", part.getValue());
      }
      return tx.preparedQuery(filled).execute(given.tuple()).map(AssetSearch::rows);
    }
  }

  private static List<Row> rows(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }
}
