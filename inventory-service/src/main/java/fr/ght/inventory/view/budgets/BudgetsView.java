package fr.ght.inventory.view.budgets;

import fr.ght.eventsourcing.Recorded;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.inventory.domain.budget.BudgetEvent;
import fr.ght.inventory.domain.budget.BudgetEvent.*;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code budget_envelope_row}. */
@Singleton
public final class BudgetsView implements View {
  public static final String NAME = "inventory-budgets";

  private final TemporalTable<Envelope> envelopes =
      new TemporalTable<>("budget_envelope_row", "envelope", Envelope.class);

  /** An envelope, as the columns of {@code budget_envelope_row}. */
  record Envelope(
      String envelope,
      String owner,
      @Nullable String establishment,
      @Nullable String ght,
      int year,
      String kind,
      BigDecimal amount) {

    static Envelope of(String budget, BudgetEnvelopeSet set) {
      var owner = set.owner();
      var at = owner.establishment();
      return new Envelope(
          key(budget, set.year(), set.kind()),
          budget,
          at == null ? null : at.number(),
          owner.ght(),
          set.year(),
          set.kind().name(),
          set.amount());
    }

    static String key(String budget, int year, Budget kind) {
      return budget + "/" + year + "/" + kind;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("budget_envelope_row");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(ComparedTable.temporal("budget_envelope_row", "envelope"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.BUDGET);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    var changes = events.stream().map(InventoryEventTypes.BUDGETS::read).toList();
    var keys = changes.stream().flatMap(recorded -> key(recorded).stream()).toList();
    return keys.isEmpty()
        ? Uni.createFrom().voidItem()
        : envelopes.change(
            tx, keys, versions -> changes.forEach(recorded -> change(versions, recorded)));
  }

  /** The envelope that the event is about, if it is about one. */
  private static Optional<String> key(Recorded<BudgetEvent> recorded) {
    return switch (recorded.event()) {
      case BudgetEnvelopeSet(_, var year, var kind, _) ->
          Optional.of(Envelope.key(budget(recorded), year, kind));
      case BudgetEnvelopeWithdrawn(_, var year, var kind, _) ->
          Optional.of(Envelope.key(budget(recorded), year, kind));
      case BudgetOverrunChosen _ -> Optional.empty();
    };
  }

  private static String budget(Recorded<BudgetEvent> recorded) {
    return recorded.line().stream().key();
  }

  private static void change(Versions<Envelope> versions, Recorded<BudgetEvent> recorded) {
    var at = recorded.line().recordedAt();
    key(recorded)
        .ifPresent(key -> {
          if (recorded.event() instanceof BudgetEnvelopeSet set) {
            versions.put(key, at, Envelope.of(budget(recorded), set));
          } else {
            versions.remove(key, at);
          }
        });
  }
}
