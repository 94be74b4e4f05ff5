package fr.ght.inventory.domain.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.normalisation.RuleSet.Cleaning;
import fr.ght.inventory.domain.normalisation.RuleSet.Part;
import fr.ght.inventory.domain.normalisation.RuleSet.Rule;
import fr.ght.inventory.domain.normalisation.RuleSetDefects.Defect;
import fr.ght.inventory.log.RuleSetJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleSetDefectsTest {
  private static RuleSet rules(Rule... rules) {
    return new RuleSet(List.of(), List.of(), List.of(), List.of(), List.of(rules));
  }

  private static Rule rule(String id, String pattern, @Nullable String product) {
    return new Rule(id, null, null, pattern, null, null, null, product, null, null, null, null);
  }

  @Test
  void the_shipped_rules_have_none() {
    assertThat(RuleSetDefects.of(RuleSetJson.FIRST_SHIPPED)).isEmpty();
  }

  @Test
  void what_is_no_pattern_is_named() {
    assertThat(RuleSetDefects.of(rules(rule("one", "(", "{name}"))))
        .extracting(Defect::field)
        .containsExactly("rules[0].whenName");
  }

  @Test
  void a_pattern_that_unfolds_without_bounds_is_refused() {
    assertThat(RuleSetDefects.of(rules(rule("one", "((((a{30}){30}){30}){30})", "{name}"))))
        .containsExactly(new Defect("rules[0].whenName", "repeats more than 1000 times"));
    assertThat(RuleSetDefects.of(rules(rule("one", "a".repeat(601), "{name}"))))
        .extracting(Defect::field)
        .containsExactly("rules[0].whenName");
  }

  @Test
  void a_pattern_that_would_backtrack_for_ever_matches_at_once() {
    var evil = new Normaliser(rules(rule("one", "(a*)*(a*)*(a*)*b", "x")), List.of());

    assertThat(evil.normalise(ReportedSoftware.named("a".repeat(300))))
        .isInstanceOf(Normalised.Unknown.class);
  }

  @Test
  void a_rule_says_a_product_or_why_there_is_none() {
    assertThat(RuleSetDefects.of(rules(rule("one", "a", null))))
        .extracting(Defect::field)
        .containsExactly("rules[0].product");
  }

  @Test
  void a_text_names_only_parts_that_its_rule_has() {
    assertThat(RuleSetDefects.of(rules(rule("one", "(?P<year>20..)", "A {year} {edition}"))))
        .containsExactly(
            new Defect(
                "rules[0].product", "names the part {edition}, which the rule does not have"));
  }

  @Test
  void an_id_is_given_once_since_answers_name_it() {
    assertThat(RuleSetDefects.of(rules(rule("one", "a", "A"), rule("one", "b", "B"))))
        .containsExactly(new Defect("rules[1].id", "is given twice"));
  }

  @Test
  void a_version_is_cleaned_by_a_pattern_that_says_where_it_is() {
    var cleaning = new Cleaning("digits", Part.VERSION, "[0-9]+", null, null);
    var rules =
        new RuleSet(
            List.of(), List.of(), List.of(), List.of(cleaning), List.of(rule("one", "a", "A")));

    assertThat(RuleSetDefects.of(rules))
        .extracting(Defect::field)
        .containsExactly("cleanings[0].pattern");
  }
}
