package fr.ght.inventory.reaction;

import fr.ght.eventsourcing.CommandHandler;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Outcome;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetCommand;
import fr.ght.inventory.domain.asset.AssetCommand.NoteSilence;
import fr.ght.inventory.domain.asset.AssetDecider;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.log.InventoryEventTypes;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Machines that were not seen for a number of days. What was noted is kept beside the view, so that
 * a machine that is silent for years is asked for once; were that lost, the log would still know.
 */
final class MachineSilences implements Deadlines.Course<MachineSilences.Silence> {
  private static final String SILENT = Sql.named(MachineSilences.class, "silent-machines");
  private static final String NOTE = Sql.named(MachineSilences.class, "note-silence");

  private final Pool pool;
  private final Clock clock;
  private final int days;
  private final CommandHandler<AssetCommand, Asset, AssetEvent> assets;

  /**
   * @param days after this many days without a report a machine is silent
   */
  MachineSilences(Pool pool, EventStore store, Clock clock, int days) {
    this.pool = pool;
    this.clock = clock;
    this.days = days;
    this.assets =
        new CommandHandler<>(
            new AssetDecider(),
            InventoryEventTypes.ASSETS,
            store,
            Infrastructure.getDefaultExecutor());
  }

  /** A machine, and when it was seen last as far as the view knows. */
  record Silence(String asset, Instant seenAt) {
    LocalDate seenOn() {
      return LocalDate.ofInstant(seenAt, AsOf.PARIS);
    }
  }

  @Override
  public Uni<List<Silence>> after(@Nullable Silence behind, int limit) {
    var firstDayThatIsRecent =
        LocalDate.ofInstant(clock.instant(), AsOf.PARIS).minusDays(days - 1L);
    return pool.preparedQuery(SILENT)
        .execute(
            Tuple.of(
                firstDayThatIsRecent.atStartOfDay(AsOf.PARIS).toOffsetDateTime(),
                behind == null ? "" : behind.asset(),
                limit))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(MachineSilences::silence).toList());
  }

  private static Silence silence(Row row) {
    return new Silence(row.getString("asset"), row.getOffsetDateTime("seen_at").toInstant());
  }

  @Override
  public String stream(Silence silence) {
    return silence.asset();
  }

  @Override
  public Uni<Integer> meet(Silence silence) {
    var due =
        new Due(
            new StreamId(InventoryEventTypes.ASSET, silence.asset()),
            "silence",
            silence.seenOn().plusDays(days),
            silence.seenAt());
    return assets
        .handle(due.stream(), new NoteSilence(silence.seenOn()), due.context())
        .chain(outcome ->
            switch (outcome) {
              case Outcome.Done<Asset>(_, _, var appended) -> noted(silence).replaceWith(appended);
              case Outcome.Repeated<Asset> _ -> noted(silence).replaceWith(0);
              // The view is behind: it was seen, retired or merged meanwhile.
              case Outcome.Refused<Asset> _,
                  Outcome.Stale<Asset> _,
                  Outcome.Reused<Asset> _,
                  Outcome.ClaimLost<Asset> _ ->
                  Uni.createFrom().item(0);
            });
  }

  private Uni<Void> noted(Silence silence) {
    return pool.preparedQuery(NOTE)
        .execute(Tuple.of(silence.asset(), silence.seenAt().atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }
}
