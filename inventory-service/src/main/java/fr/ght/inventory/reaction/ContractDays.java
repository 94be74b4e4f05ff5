package fr.ght.inventory.reaction;

import fr.ght.eventsourcing.CommandHandler;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Outcome;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractCommand.OpenNoticeWindow;
import fr.ght.inventory.domain.contract.ContractCommand.ReachEnd;
import fr.ght.inventory.domain.contract.ContractDecider;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.log.InventoryEventTypes;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Notice dates and ends of contracts. */
final class ContractDays implements Deadlines.Course<Due> {
  private static final String DUE = Sql.named(ContractDays.class, "due-contracts");
  private static final LocalDate BEFORE_ALL = LocalDate.of(1, 1, 1);
  private static final String NOTICE = "notice";

  private final Pool pool;
  private final Clock clock;
  private final CommandHandler<ContractCommand, Contract, ContractEvent> contracts;

  ContractDays(Pool pool, EventStore store, Clock clock) {
    this.pool = pool;
    this.clock = clock;
    this.contracts =
        new CommandHandler<>(
            new ContractDecider(),
            InventoryEventTypes.CONTRACTS,
            store,
            Infrastructure.getDefaultExecutor());
  }

  @Override
  public Uni<List<Due>> after(@Nullable Due behind, int limit) {
    var today = LocalDate.ofInstant(clock.instant(), AsOf.PARIS);
    return pool.preparedQuery(DUE)
        .execute(
            Tuple.of(
                today,
                behind == null ? BEFORE_ALL : behind.on(),
                behind == null ? "" : behind.stream().key(),
                limit))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(ContractDays::due).toList());
  }

  private static Due due(Row row) {
    return new Due(
        new StreamId(InventoryEventTypes.CONTRACT, row.getString("contract")),
        row.getString("what"),
        row.getLocalDate("due_on"),
        row.getOffsetDateTime("recorded_from").toInstant());
  }

  @Override
  public String stream(Due due) {
    return due.stream().key();
  }

  @Override
  public Uni<Integer> meet(Due due) {
    var command =
        due.what().equals(NOTICE) ? new OpenNoticeWindow(due.on()) : new ReachEnd(due.on());
    return contracts.handle(due.stream(), command, due.context()).map(ContractDays::events);
  }

  /** A view that is behind shows days that no longer are: what the log says counts. */
  private static int events(Outcome<Contract> outcome) {
    return switch (outcome) {
      case Outcome.Done<Contract>(_, _, var appended) -> appended;
      case Outcome.Repeated<Contract> _,
          Outcome.Refused<Contract> _,
          Outcome.Stale<Contract> _,
          Outcome.Reused<Contract> _,
          Outcome.ClaimLost<Contract> _ ->
          0;
    };
  }
}
