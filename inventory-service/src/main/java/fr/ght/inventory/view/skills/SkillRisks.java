package fr.ght.inventory.view.skills;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.skill.SkillLevel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which products in production too few people are able to maintain. */
@Singleton
public final class SkillRisks {
  private static final String RISKS = Sql.named(SkillRisks.class, "risks");
  private static final String[] ABLE =
      Arrays.stream(SkillLevel.values())
          .filter(SkillLevel::isAbleToMaintain)
          .map(SkillLevel::name)
          .toArray(String[]::new);

  /** What stands now ends only then. */
  private static final Instant NOW = TemporalTable.FOREVER.minusSeconds(1);

  private final Pool pool;

  SkillRisks(Pool pool) {
    this.pool = pool;
  }

  /**
   * Too few people for one product.
   *
   * @param establishment FINESS; null of the whole group
   * @param applications how many of the product are in production
   * @param establishments at how many establishments
   * @param able how many people are able to maintain it; null if nobody ever said
   */
  @Schema(name = "SkillRisk")
  public record Risk(
      @Nullable String establishment,
      String product,
      int applications,
      int establishments,
      @Nullable Integer able) {

    static Risk of(Row row) {
      return new Risk(
          row.getString("establishment"),
          row.getString("product"),
          row.getInteger("applications"),
          row.getInteger("establishments"),
          row.getInteger("able"));
    }
  }

  /** By establishment and product; those of the whole group last. */
  Uni<List<Risk>> of(String ght, AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    var instant = recordedBy == null ? NOW : recordedBy;
    return pool.preparedQuery(RISKS)
        .execute(
            Tuple.of(
                ght, instant.atOffset(ZoneOffset.UTC), asOf.on(), SkillLevel.ENOUGH_PEOPLE, ABLE))
        .map(rows -> {
          var found = new ArrayList<Risk>();
          rows.forEach(row -> found.add(Risk.of(row)));
          return found;
        });
  }
}
