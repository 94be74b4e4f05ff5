package fr.ght.inventory.domain.skill;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of an establishment's skills in one product. */
public sealed interface SkillCoverage {

  record Unrecorded() implements SkillCoverage {}

  /**
   * @param people by level; a level that is not there is not recorded
   */
  record Recorded(Finess establishment, String product, SortedMap<SkillLevel, People> people)
      implements SkillCoverage {

    Recorded with(SkillLevel level, People counted) {
      var all = new TreeMap<>(people);
      all.put(level, counted);
      return new Recorded(establishment, product, all);
    }

    Recorded without(SkillLevel level) {
      var rest = new TreeMap<>(people);
      rest.remove(level);
      return new Recorded(establishment, product, rest);
    }
  }

  /**
   * @param until the last day on which they can be counted on; null if none is known
   */
  record People(int count, @Nullable LocalDate until) {}
}
