package fr.ght.view.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.view.facts.About;
import fr.ght.view.facts.DigestedTable;
import fr.ght.view.facts.DigestedTable.Owner;
import fr.ght.view.facts.FactType;
import fr.ght.view.facts.Notice;
import fr.ght.view.facts.Notices;
import fr.ght.view.facts.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Table {@code timeline_row}: every fact but that a machine was seen and what is known of
 * credentials, once for each establishment that it is about. Rows are only added.
 */
@Singleton
public class TimelineView implements View {
  public static final String NAME = "timeline";

  private static final String ADD = Sql.named(TimelineView.class, "add-entries");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return !(fact instanceof AssetSeen
        || fact instanceof CredentialFact
        || fact instanceof CatalogueFact
        || fact instanceof ProductLifecycleRecorded);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    var rows = FactTypes.JSON.createArrayNode();
    facts.forEach(received -> addRows(rows, received));
    return tx.preparedQuery(ADD)
        .execute(Tuple.of(written(rows)))
        .chain(() -> Notices.send(tx, Notice.about(NAME, facts)));
  }

  private static void addRows(ArrayNode rows, ReceivedFact<InventoryFact> received) {
    var about = About.of(received.fact());
    for (var establishment : about.establishments()) {
      var row = rows.addObject();
      row.put("id", received.id().toString());
      row.put("type", FactType.stable(received.type()));
      row.put("ght", about.ght());
      row.put("establishment", establishment);
      row.put("subject", received.stream().toString());
      row.put("role", received.actor().role());
      row.putPOJO("details", Details.of(received.fact()));
      row.put("occurred_at", received.occurredAt().toString());
      row.put("recorded_at", received.recordedAt().toString());
    }
  }

  private static String written(ArrayNode rows) {
    try {
      return FactTypes.JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("entries cannot be written", e);
    }
  }

  @Override
  public List<String> tables() {
    return List.of("timeline_row");
  }

  @Override
  public List<DigestedTable> digested() {
    return List.of(
        DigestedTable.dated("timeline_row", "recorded_at", "t.id, t.establishment", Owner.EITHER));
  }
}
