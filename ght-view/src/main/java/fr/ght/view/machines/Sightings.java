package fr.ght.view.machines;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.view.facts.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When machines were last heard of: what table {@code machine_seen} says, and a batch changes. */
final class Sightings {
  private static final String LOAD = Sql.named(Sightings.class, "load-sightings");
  private static final String WRITE = Sql.named(Sightings.class, "write-sightings");

  private final Map<String, Instant> known;
  private final Map<String, Instant> later = new TreeMap<>();

  Sightings(Map<String, Instant> known) {
    this.known = new HashMap<>(known);
  }

  static Uni<Sightings> load(SqlConnection tx, Collection<String> assets) {
    return tx.preparedQuery(LOAD)
        .execute(Tuple.of(assets.toArray(String[]::new)))
        .map(rows -> {
          var known = new HashMap<String, Instant>();
          rows.forEach(row ->
              known.put(row.getString("asset"), row.getOffsetDateTime("seen_at").toInstant()));
          return new Sightings(known);
        });
  }

  /** Null if the machine was never heard of. */
  @Nullable Instant of(String asset) {
    return known.get(asset);
  }

  /** An earlier sighting than the one known tells nothing. */
  void see(String asset, Instant at) {
    var before = known.get(asset);
    if (before == null || at.isAfter(before)) {
      known.put(asset, at);
      later.put(asset, at);
    }
  }

  Uni<Void> write(SqlConnection tx) {
    if (later.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tx.preparedQuery(WRITE)
        .execute(
            Tuple.of(
                later.keySet().toArray(String[]::new),
                later.values().stream().map(Recorded::sql).toArray(OffsetDateTime[]::new)))
        .replaceWithVoid();
  }
}
