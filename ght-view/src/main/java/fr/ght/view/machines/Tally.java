package fr.ght.view.machines;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.view.facts.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a batch changes the numbers of machines and of fresh ones. Every machine's part depends on
 * its own facts only and parts are summed, so that the order between machines does not matter.
 */
final class Tally {
  /** A machine is fresh on the day on which it was heard of and on the six after. */
  private static final int FRESH_DAYS = 7;

  private static final String COUNT = Sql.named(Tally.class, "add-counts");
  private static final String FRESHEN = Sql.named(Tally.class, "add-freshness");

  private record Kinds(String establishment, String kind, Instant at) {
    static final Comparator<Kinds> ORDER =
        Comparator.comparing(Kinds::establishment)
            .thenComparing(Kinds::kind)
            .thenComparing(Kinds::at);
  }

  private record Fresh(String establishment, Instant at) {
    static final Comparator<Fresh> ORDER =
        Comparator.comparing(Fresh::establishment).thenComparing(Fresh::at);
  }

  private final Map<Kinds, Integer> counts = new TreeMap<>(Kinds.ORDER);
  private final Map<Fresh, Integer> fresh = new TreeMap<>(Fresh.ORDER);

  /**
   * What a machine counted until {@code at} counts no more.
   *
   * @param seen when it had been heard of last
   */
  void remove(MachineRow machine, @Nullable Instant seen, Instant at) {
    add(machine, seen, at, -1);
  }

  void add(MachineRow machine, @Nullable Instant seen, Instant at) {
    add(machine, seen, at, 1);
  }

  private void add(MachineRow machine, @Nullable Instant seen, Instant at, int one) {
    if (!machine.inService()) {
      return;
    }
    counts.merge(new Kinds(machine.establishment(), machine.kind(), at), one, Integer::sum);
    if (seen == null || !MachineKind.counts(machine.kind())) {
      return;
    }
    var end = endOfFreshness(seen);
    if (end.isAfter(at)) {
      fresh.merge(new Fresh(machine.establishment(), at), one, Integer::sum);
      fresh.merge(new Fresh(machine.establishment(), end), -one, Integer::sum);
    }
  }

  static Instant endOfFreshness(Instant seen) {
    return LocalDate.ofInstant(seen, AsOf.PARIS)
        .plusDays(FRESH_DAYS)
        .atStartOfDay(AsOf.PARIS)
        .toInstant();
  }

  /**
   * Rows are written in one order everywhere: two batches never wait for each other in a circle.
   */
  Uni<Void> write(SqlConnection tx) {
    counts.values().removeIf(delta -> delta == 0);
    fresh.values().removeIf(delta -> delta == 0);
    return writeCounts(tx).chain(() -> writeFreshness(tx));
  }

  private Uni<Void> writeCounts(SqlConnection tx) {
    if (counts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var keys = counts.keySet();
    return tx.preparedQuery(COUNT)
        .execute(
            Tuple.of(
                keys.stream().map(Kinds::establishment).toArray(String[]::new),
                keys.stream().map(Kinds::kind).toArray(String[]::new),
                keys.stream().map(key -> Recorded.sql(key.at())).toArray(OffsetDateTime[]::new),
                counts.values().toArray(Integer[]::new)))
        .replaceWithVoid();
  }

  private Uni<Void> writeFreshness(SqlConnection tx) {
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var keys = fresh.keySet();
    return tx.preparedQuery(FRESHEN)
        .execute(
            Tuple.of(
                keys.stream().map(Fresh::establishment).toArray(String[]::new),
                keys.stream().map(key -> Recorded.sql(key.at())).toArray(OffsetDateTime[]::new),
                fresh.values().toArray(Integer[]::new)))
        .replaceWithVoid();
  }
}
