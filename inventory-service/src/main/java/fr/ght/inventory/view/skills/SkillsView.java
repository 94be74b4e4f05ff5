package fr.ght.inventory.view.skills;

import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.skill.SkillEvent;
import fr.ght.inventory.domain.skill.SkillEvent.SkillCoverageRecorded;
import fr.ght.inventory.domain.skill.SkillEvent.SkillCoverageWithdrawn;
import fr.ght.inventory.domain.skill.SkillLevel;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code skill_row}: a row for each establishment, product and level. */
@Singleton
public final class SkillsView implements View {
  public static final String NAME = "inventory-skills";

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
      @Nullable LocalDate until) {

    static Row of(String coverage, SkillCoverageRecorded recorded) {
      return new Row(
          coverage,
          recorded.establishment().number(),
          recorded.product(),
          SearchText.of(recorded.product()),
          recorded.level().name(),
          recorded.people(),
          recorded.until());
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("skill_row");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(ComparedTable.temporal("skill_row", "coverage"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.SKILL);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    return table.change(
        tx,
        events.stream()
            .flatMap(line -> Arrays.stream(SkillLevel.values()).map(level -> coverage(line, level)))
            .toList(),
        versions -> events.forEach(line -> change(versions, line)));
  }

  private static void change(Versions<Row> versions, StoredEvent line) {
    SkillEvent event = InventoryEventTypes.SKILLS.decode(line);
    switch (event) {
      case SkillCoverageRecorded recorded -> {
        var coverage = coverage(line, recorded.level());
        versions.put(coverage, line.recordedAt(), Row.of(coverage, recorded));
      }
      case SkillCoverageWithdrawn(_, _, var level) ->
          versions.remove(coverage(line, level), line.recordedAt());
    }
  }

  private static String coverage(StoredEvent line, SkillLevel level) {
    return line.stream().key() + "/" + level;
  }
}
