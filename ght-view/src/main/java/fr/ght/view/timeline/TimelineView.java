package fr.ght.view.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.view.facts.DigestedTable;
import fr.ght.view.facts.DigestedTable.Owner;
import fr.ght.view.facts.Notice;
import fr.ght.view.facts.Notices;
import fr.ght.view.facts.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Table {@code timeline_row}: every fact but that a machine was seen, once for each establishment
 * that it is about. Rows are only added.
 */
@Singleton
public class TimelineView implements View {
  public static final String NAME = "timeline";

  private static final String ADD = Sql.named(TimelineView.class, "add-entries");
  private static final String NOBODY = "";
  private static final String VERSION = "\\.v\\d+$";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return !(fact instanceof AssetSeen);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    var rows = FactTypes.JSON.createArrayNode();
    facts.forEach(received -> addRows(rows, received));
    var touched =
        facts.stream()
            .filter(received -> ght(received.fact()).equals(NOBODY))
            .flatMap(received -> establishments(received.fact()).stream())
            .toList();
    var ghts =
        facts.stream()
            .map(received -> ght(received.fact()))
            .filter(ght -> !ght.equals(NOBODY))
            .toList();
    return tx.preparedQuery(ADD)
        .execute(Tuple.of(written(rows)))
        .chain(() -> Notices.send(tx, Notice.of(NAME, touched, ghts)));
  }

  private static void addRows(ArrayNode rows, ReceivedFact<InventoryFact> received) {
    for (var establishment : establishments(received.fact())) {
      var row = rows.addObject();
      row.put("id", received.id().toString());
      row.put("type", received.type().replaceFirst(VERSION, ""));
      row.put("ght", ght(received.fact()));
      row.put("establishment", establishment);
      row.put("subject", received.stream().toString());
      row.put("role", received.actor().role());
      row.putPOJO("details", Details.of(received.fact()));
      row.put("occurred_at", received.occurredAt().toString());
      row.put("recorded_at", received.recordedAt().toString());
    }
  }

  private static String ght(InventoryFact fact) {
    return fact instanceof GhtFact about ? about.ght() : NOBODY;
  }

  private static List<String> establishments(InventoryFact fact) {
    return switch (fact) {
      case GhtFact about -> List.of(establishment(about));
      case AssetFact about -> establishments(about);
      case ApplicationFact about -> List.of(about.establishment());
      case IncidentFact about -> List.of(about.establishment());
    };
  }

  private static String establishment(GhtFact fact) {
    return switch (fact) {
      case GhtCreated _, GhtRenamed _ -> NOBODY;
      case EstablishmentJoinedGht joined -> joined.establishment();
      case EstablishmentLeftGht left -> left.establishment();
      case SupportEstablishmentChanged changed -> changed.establishment();
      case EstablishmentProfileRecorded recorded -> recorded.establishment();
    };
  }

  private static List<String> establishments(AssetFact fact) {
    return switch (fact) {
      case AssetDiscovered discovered -> List.of(discovered.establishment());
      case AssetHardwareChanged changed -> List.of(changed.establishment());
      case AssetOperatingSystemChanged changed -> List.of(changed.establishment());
      case AssetSoftwareChanged changed -> List.of(changed.establishment());
      case AssetSeen seen -> List.of(seen.establishment());
      case AssetMoved moved ->
          moved.from().equals(moved.to()) ? List.of(moved.to()) : List.of(moved.from(), moved.to());
      case AssetRetired retired -> List.of(retired.establishment());
      case AssetReturned returned -> List.of(returned.establishment());
      case AssetMerged merged -> List.of(merged.establishment());
    };
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
