package fr.ght.inventory.domain.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.normalisation.Normalised.Recognised;
import fr.ght.inventory.domain.normalisation.Normalised.SetAside;
import fr.ght.inventory.domain.normalisation.Normalised.Unknown;
import fr.ght.inventory.log.RuleSetJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules that are shipped, measured on names that were labelled by hand. */
class LabelledNamesTest {
  private static final double LEAST_SHARE = 0.8;

  private final Normaliser normaliser = new Normaliser(RuleSetJson.FIRST_SHIPPED, List.of());

  @Test
  void no_two_products_are_taken_for_one_and_four_fifths_of_all_installations_are_recognised() {
    var measured = measured(LabelledName::reported, LabelledName::label);
    System.out.println("labelled names: " + measured);

    assertThat(measured.wrongMerges()).as("products taken for one").isEmpty();
    assertThat(measured.shareOfProducts()).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  /**
   * Of many an entry an agent does not say who made it. Packages of Rocky Linux are told from Red
   * Hat's by nothing else, and so count as the same.
   */
  @Test
  void no_two_products_are_taken_for_one_though_nobody_says_who_made_them() {
    var measured =
        measured(
            labelled -> {
              var told = labelled.reported();
              return new ReportedSoftware(told.name(), told.version(), null, told.architecture());
            },
            labelled -> labelled.label().replace(" (Rocky)", ""));
    System.out.println("labelled names without publishers: " + measured);

    assertThat(measured.wrongMerges()).as("products taken for one").isEmpty();
    assertThat(measured.shareOfProducts()).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private Measured measured(
      Function<LabelledName, ReportedSoftware> told, Function<LabelledName, String> label) {
    var measured = new Measured();
    for (var labelled : LabelledName.all()) {
      var product = label.apply(labelled);
      measured.add(
          normaliser.normalise(told.apply(labelled)),
          product.equals("?") ? "unsure: " + labelled.name() : product,
          labelled.machines());
    }
    return measured;
  }

  @Test
  void what_is_recognised_is_called_as_people_call_it() {
    var wrong = new ArrayList<String>();
    for (var labelled : LabelledName.all()) {
      var expected = labelled.label().replaceAll(" \\((?:deb|Ubuntu|Rocky)\\)$", "");
      var found =
          switch (normaliser.normalise(labelled.reported())) {
            case Recognised(_, var product, _, _, _, _) -> product;
            case SetAside _ -> "-";
            case Unknown _ -> "?";
          };
      if (!expected.equals("?") && !expected.equals(found)) {
        wrong.add("%s: %s, not %s".formatted(labelled.name(), found, expected));
      }
    }
    assertThat(wrong).isEmpty();
  }
}
