package fr.ght.inventory.intake.contracts;

import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.contract.BudgetLine;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.Contract.Declared;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Commands;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all contracts of some establishments commit, but for one: exactly what the log knows. The
 * list of contracts tells it up to where it has followed the log; contracts that moved since are
 * read from the log itself (ADR 28).
 */
@Singleton
final class CommittedAmounts {
  private static final String COMMITTED = Sql.named(CommittedAmounts.class, "committed");

  /** More of them are read by the list sooner than one by one. */
  private static final int MOST_MOVED = 500;

  private final Pool pool;
  private final Commands<ContractCommand, Contract, ContractEvent> contracts;

  CommittedAmounts(Pool pool, Commands<ContractCommand, Contract, ContractEvent> contracts) {
    this.pool = pool;
    this.contracts = contracts;
  }

  /** An amount of one establishment. */
  private record Key(String establishment, BudgetLine line) {}

  /** By establishment, year and kind. */
  record Committed(Map<Key, BigDecimal> amounts) {
    BigDecimal of(Collection<Finess> establishments, BudgetLine line) {
      return establishments.stream()
          .map(one -> amounts.getOrDefault(new Key(one.number(), line), BigDecimal.ZERO))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /**
   * @param without the contract that is being decided
   * @return fails with {@link StoreUnavailable} while the list of contracts is far behind
   */
  Uni<Committed> of(Collection<Finess> establishments, StreamId without) {
    return pool.preparedQuery(COMMITTED)
        .execute(
            Tuple.of(
                establishments.stream().map(Finess::number).toArray(String[]::new),
                without.key(),
                MOST_MOVED + 1))
        .chain(rows -> {
          var amounts = new HashMap<Key, BigDecimal>();
          var moved = new ArrayList<StreamId>();
          read(rows, amounts, moved, without.kind());
          if (moved.size() > MOST_MOVED) {
            throw new StoreUnavailable("the list of contracts has yet to follow the log", null);
          }
          return readMoved(moved)
              .invoke(all -> all.forEach(contract -> add(contract, amounts)))
              .replaceWith(new Committed(amounts));
        });
  }

  private static void read(
      RowSet<Row> rows, Map<Key, BigDecimal> amounts, List<StreamId> moved, String kind) {
    for (var row : rows) {
      var contract = row.getString("moved");
      if (contract == null) {
        var line = new BudgetLine(row.getInteger("year"), Budget.valueOf(row.getString("budget")));
        amounts.put(new Key(row.getString("establishment"), line), row.getBigDecimal("amount"));
      } else {
        moved.add(new StreamId(kind, contract));
      }
    }
  }

  private Uni<List<Declared>> readMoved(List<StreamId> moved) {
    return Multi.createFrom()
        .iterable(moved)
        .onItem()
        .transformToUniAndConcatenate(contract -> contracts.read(contract, AsOf.now()))
        .map(answer ->
            answer.state() instanceof Declared declared
                ? Optional.of(declared)
                : Optional.<Declared>empty())
        .filter(Optional::isPresent)
        .map(Optional::orElseThrow)
        .collect()
        .asList();
  }

  private static void add(Declared contract, Map<Key, BigDecimal> amounts) {
    var establishment = contract.terms().establishment().number();
    contract
        .commitments()
        .forEach(
            (line, amount) -> amounts.merge(new Key(establishment, line), amount, BigDecimal::add));
  }
}
