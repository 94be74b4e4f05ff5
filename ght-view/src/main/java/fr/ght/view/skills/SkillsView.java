package fr.ght.view.skills;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.SkillCoverageRecorded;
import fr.ght.contracts.InventoryFact.SkillCoverageWithdrawn;
import fr.ght.contracts.InventoryFact.SkillFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.http.lists.SearchText;
import fr.ght.view.facts.DigestedTable;
import fr.ght.view.facts.DigestedTable.Owner;
import fr.ght.view.facts.Notice;
import fr.ght.view.facts.Notices;
import fr.ght.view.facts.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code skill_row}: a row for each establishment, product and level. */
@Singleton
public class SkillsView implements View {
  public static final String NAME = "skills";

  private final TemporalTable<Row> table = new TemporalTable<>("skill_row", "coverage", Row.class);

  /**
   * One level of one product at one establishment, as the table's columns.
   *
   * @param productKey the product without case and accents
   */
  record Row(
      String coverage,
      String establishment,
      String product,
      String productKey,
      String level,
      int people,
      @Nullable LocalDate until) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(InventoryFact fact) {
    return fact instanceof SkillFact;
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<InventoryFact>> facts) {
    var keys = facts.stream().map(SkillsView::coverage).toList();
    var establishments = facts.stream().map(received -> about(received).establishment()).toList();
    return table
        .change(tx, keys, versions -> facts.forEach(received -> change(versions, received)))
        .chain(() -> Notices.send(tx, Notice.of(NAME, establishments, List.of())));
  }

  private static void change(Versions<Row> versions, ReceivedFact<InventoryFact> received) {
    var coverage = coverage(received);
    switch (about(received)) {
      case SkillCoverageRecorded(
              var establishment,
              var product,
              var level,
              var people,
              var until) ->
          versions.put(
              coverage,
              received.recordedAt(),
              new Row(
                  coverage, establishment, product, SearchText.of(product), level, people, until));
      case SkillCoverageWithdrawn _ -> versions.remove(coverage, received.recordedAt());
    }
  }

  private static String coverage(ReceivedFact<InventoryFact> received) {
    var level =
        switch (about(received)) {
          case SkillCoverageRecorded recorded -> recorded.level();
          case SkillCoverageWithdrawn withdrawn -> withdrawn.level();
        };
    return received.stream().key() + "/" + level;
  }

  private static SkillFact about(ReceivedFact<InventoryFact> received) {
    return (SkillFact) received.fact();
  }

  @Override
  public List<String> tables() {
    return List.of("skill_row");
  }

  @Override
  public List<DigestedTable> digested() {
    return List.of(DigestedTable.temporal("skill_row", "coverage", Owner.ESTABLISHMENT));
  }
}
