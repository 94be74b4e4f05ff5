package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The ceiling of one-insert-per-transaction with the same client: the columns and indexes of the
 * log's events and none of its guarantees.
 */
record BareInserts(Pool pool, Scenario scenario) {
  private static final String INSERT = Sql.named("log/insert-bare");
  private static final String METADATA =
      """
      {"actor":{"subject":"agent-1","role":"system"},"command":"%s","correlation":"%s","causation":null}\
      """
          .formatted(UUID.randomUUID(), UUID.randomUUID());

  Uni<?> one() {
    return pool.preparedQuery(INSERT)
        .execute(
            Tuple.tuple()
                .addString("bench/" + UUID.randomUUID())
                .addLong(1L)
                .addString("asset-seen")
                .addInteger(1)
                .addUUID(UUID.randomUUID())
                .addString(Payload.of(scenario.padding()))
                .addString(METADATA)
                .addOffsetDateTime(OffsetDateTime.now(ZoneOffset.UTC)));
  }
}
