package fr.ght.view.machines;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.view.facts.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many machines establishments have in service, and how many of them are fresh. */
@Singleton
public class MachineFigures {
  private static final String FIGURES_NOW = Sql.named(MachineFigures.class, "figures-now");
  private static final String FIGURES_AS_OF = Sql.named(MachineFigures.class, "figures-as-of");
  private static final String COUNTED_NOW = Sql.named(MachineFigures.class, "counted-now");
  private static final String COUNTED_AS_OF = Sql.named(MachineFigures.class, "counted-as-of");

  private final Pool pool;

  public MachineFigures(Pool pool) {
    this.pool = pool;
  }

  /**
   * Of one establishment.
   *
   * @param byKind machines in service; a kind of which there is none is left out
   * @param fresh workstations and servers heard of within 7 days
   */
  public record Figures(Map<String, Long> byKind, long fresh) {
    public static final Figures NONE = new Figures(Map.of(), 0);

    public Figures {
      byKind = Map.copyOf(byKind);
    }

    /** Workstations and servers. */
    public long counted() {
      return byKind.entrySet().stream()
          .filter(entry -> MachineKind.counts(entry.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /** By establishment; one without machines may be left out. Freshness is that of the instant. */
  public Uni<Map<String, Figures>> of(Collection<String> establishments, AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    return pool.preparedQuery(recordedBy == null ? FIGURES_NOW : FIGURES_AS_OF)
        .execute(
            Tuple.of(
                establishments.toArray(String[]::new),
                Recorded.sql(recordedBy == null ? Instant.now() : recordedBy)))
        .map(MachineFigures::figures);
  }

  private static Map<String, Figures> figures(RowSet<Row> rows) {
    var kinds = new HashMap<String, Map<String, Long>>();
    var fresh = new HashMap<String, Long>();
    for (var row : rows) {
      var kind = row.getString("kind");
      var establishment = row.getString("establishment");
      var byKind = kinds.computeIfAbsent(establishment, _ -> new TreeMap<>());
      if (kind == null) {
        fresh.put(establishment, row.getLong("machines"));
      } else {
        byKind.put(kind, row.getLong("machines"));
      }
    }
    var figures = new HashMap<String, Figures>();
    kinds.forEach((establishment, byKind) ->
        figures.put(establishment, new Figures(byKind, fresh.getOrDefault(establishment, 0L))));
    return figures;
  }

  /** Workstations and servers in service, by establishment; one without any may be left out. */
  public Uni<Map<String, Long>> counted(Collection<String> establishments, AsOf asOf) {
    var names = establishments.toArray(String[]::new);
    var recordedBy = asOf.recordedBy();
    var answer =
        recordedBy == null
            ? pool.preparedQuery(COUNTED_NOW).execute(Tuple.of(names))
            : pool.preparedQuery(COUNTED_AS_OF).execute(Tuple.of(names, Recorded.sql(recordedBy)));
    return answer.map(rows -> {
      var counted = new HashMap<String, Long>();
      rows.forEach(row -> counted.put(row.getString("establishment"), row.getLong("machines")));
      return counted;
    });
  }
}
