package fr.ght.inventory.domain.normalisation;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;

import fr.ght.inventory.domain.normalisation.Adoption.Adopt;
import fr.ght.inventory.domain.normalisation.Adoption.AdoptionRefusal;
import fr.ght.inventory.domain.normalisation.Adoption.RulesAdopted;
import fr.ght.inventory.domain.normalisation.RuleSet.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptionTest {
  private static final Adoption ADOPTION = new Adoption();
  private static final String GHT = "ght-loire";

  private static RuleSet rules(String pattern) {
    var rule =
        new Rule("one", null, null, pattern, null, null, null, "Garde", "Us", null, null, null);
    return new RuleSet(List.of(), List.of(), List.of(), List.of(), List.of(rule));
  }

  private static RulesAdopted adopted(int number, String pattern) {
    return new RulesAdopted(GHT, number, rules(pattern), "ours");
  }

  @Test
  void rules_are_adopted_whole_under_the_next_number() {
    given(ADOPTION).when(new Adopt(GHT, rules("garde"), "ours")).then(adopted(2, "garde"));
    given(ADOPTION, adopted(2, "garde"))
        .when(new Adopt(GHT, rules("gardes"), "ours"))
        .then(adopted(3, "gardes"));
  }

  @Test
  void the_same_rules_again_change_nothing() {
    given(ADOPTION, adopted(2, "garde"))
        .when(new Adopt(GHT, rules("garde"), "once more"))
        .thenNothing();
  }

  @Test
  void rules_that_make_no_sense_are_refused() {
    given(ADOPTION)
        .when(new Adopt(GHT, rules("("), "ours"))
        .thenRefused(AdoptionRefusal.RULES_ARE_DEFECTIVE);
  }
}
