package fr.ght.view.audit;

import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.view.facts.About;
import fr.ght.view.facts.DigestedTable;
import fr.ght.view.facts.DigestedTable.Owner;
import fr.ght.view.facts.FactType;
import fr.ght.view.facts.Notice;
import fr.ght.view.facts.Notices;
import fr.ght.view.facts.Recorded;
import fr.ght.view.facts.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code audit_row}: every fact, once, with who did it and what it belongs to. Rows are only
 * added, a batch by one statement; machines are most of them, so a row holds no text of its own.
 */
@Singleton
public class AuditView implements View {
  public static final String NAME = "audit";

  private static final String ADD = Sql.named(AuditView.class, "add-rows");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return true;
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    return tx.preparedQuery(ADD)
        .execute(columns(facts))
        .chain(() -> Notices.send(tx, Notice.about(NAME, facts)));
  }

  private static Tuple columns(List<ReceivedFact<InventoryFact>> facts) {
    var abouts = facts.stream().map(received -> About.of(received.fact())).toList();
    return Tuple.tuple()
        .addValue(instants(facts, received -> Recorded.sql(received.recordedAt())))
        .addValue(instants(facts, received -> Recorded.sql(received.occurredAt())))
        .addValue(ids(facts, ReceivedFact::id))
        .addValue(ids(facts, ReceivedFact::correlation))
        .addValue(ids(facts, ReceivedFact::causation))
        .addValue(ids(facts, ReceivedFact::command))
        .addValue(texts(abouts, about -> about.establishments().getLast()))
        .addValue(texts(abouts, About::ght))
        .addValue(texts(abouts, AuditView::movedFrom))
        .addValue(texts(facts, received -> FactType.stable(received.type())))
        .addValue(texts(facts, received -> received.stream().toString()))
        .addValue(texts(facts, received -> received.actor().subject()))
        .addValue(texts(facts, received -> received.actor().role()));
  }

  private static String movedFrom(About about) {
    return about.establishments().size() > 1 ? about.establishments().getFirst() : About.NOBODY;
  }

  private static OffsetDateTime[] instants(
      List<ReceivedFact<InventoryFact>> facts,
      Function<ReceivedFact<InventoryFact>, OffsetDateTime> column) {
    return facts.stream().map(column).toArray(OffsetDateTime[]::new);
  }

  private static @Nullable UUID[] ids(
      List<ReceivedFact<InventoryFact>> facts,
      Function<ReceivedFact<InventoryFact>, @Nullable UUID> column) {
    var ids = new @Nullable UUID[facts.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = column.apply(facts.get(i));
    }
    return ids;
  }

  private static <T> String[] texts(List<T> some, Function<T, String> column) {
    return some.stream().map(column).toArray(String[]::new);
  }

  @Override
  public List<String> tables() {
    return List.of("audit_row");
  }

  @Override
  public List<DigestedTable> digested() {
    return List.of(
        DigestedTable.dated(
            "audit_row",
            "recorded_at",
            "t.establishment, t.recorded_at, t.id",
            Owner.EITHER_OR_LEFT));
  }
}
