package fr.ght.view.pages.french;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.contracts.FactTypes;
import fr.ght.view.timeline.TimelineEntry;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentencesTest {
  private static final Instant THEN = Instant.parse("2026-11-24T13:05:00Z");

  static Stream<String> everyFact() {
    return FactTypes.INVENTORY.names().stream().map(name -> name.replaceFirst("\\.v\\d+$", ""));
  }

  @ParameterizedTest
  @MethodSource("everyFact")
  void every_fact_has_a_sentence_even_if_it_tells_nothing(String type) {
    assertThat(sentence(type, Map.of()))
        .doesNotContain("inconnu de cette page")
        .doesNotContain("null")
        .matches("\\p{Lu}.*[^ :,]\\.");
  }

  @Test
  void a_fact_of_tomorrow_is_named() {
    assertThat(sentence("fr.ght.security.exposure-confirmed", Map.of()))
        .contains("fr.ght.security.exposure-confirmed");
  }

  @Test
  void an_application_is_told_with_its_product_function_and_state() {
    assertThat(
            sentence(
                "fr.ght.inventory.application-declared",
                Map.of(
                    "product", "Cèdre DPI",
                    "version", "9.2",
                    "function", "patient-record",
                    "state", "IN_PRODUCTION")))
        .isEqualTo("Application déclarée : Cèdre DPI 9.2 (Dossier patient), en production.");
  }

  @Test
  void a_change_of_an_application_names_it_by_its_product_or_else_by_its_stream() {
    var type = "fr.ght.inventory.application-version-changed";
    assertThat(sentence(type, Map.of("product", "Cèdre DPI", "version", "9.3")))
        .isEqualTo("Application «\u00a0Cèdre DPI\u00a0» : désormais en version 9.3.");
    assertThat(sentence(type, Map.of("version", "9.3")))
        .isEqualTo("Application «\u00a0dpi-chu\u00a0» : désormais en version 9.3.");
    assertThat(sentence("fr.ght.inventory.application-users-changed", Map.of()))
        .isEqualTo("Application «\u00a0dpi-chu\u00a0» : nombre d’utilisateurs retiré.");
  }

  @Test
  void how_an_application_is_run_is_told_in_the_terms_of_the_trade() {
    assertThat(
            sentence(
                "fr.ght.inventory.application-needs-changed",
                Map.of("availability", "4", "confidentiality", "3")))
        .isEqualTo("Application «\u00a0dpi-chu\u00a0» : besoins DICT D4 C3.");
    assertThat(sentence("fr.ght.inventory.application-needs-changed", Map.of()))
        .isEqualTo("Application «\u00a0dpi-chu\u00a0» : besoins DICT modifiés.");
    assertThat(
            sentence(
                "fr.ght.inventory.application-hosting-changed",
                Map.of("hosting", "CERTIFIED_HOST", "host", "Hébergeur inventé")))
        .isEqualTo(
            "Application «\u00a0dpi-chu\u00a0» : hébergement chez un hébergeur certifié HDS,"
                + " «\u00a0Hébergeur inventé\u00a0».");
    assertThat(
            sentence(
                "fr.ght.inventory.application-instance-changed", Map.of("instance", "prod-loire")))
        .isEqualTo(
            "Application «\u00a0dpi-chu\u00a0» : désormais l’instance «\u00a0prod-loire\u00a0».");
    assertThat(
            sentence("fr.ght.inventory.application-interfaces-changed", Map.of("interfaces", "2")))
        .isEqualTo("Application «\u00a0dpi-chu\u00a0» : 2\u00a0interfaces.");
  }

  @Test
  void skills_are_told_by_number_and_level() {
    assertThat(
            sentence(
                "fr.ght.inventory.skill-coverage-recorded",
                Map.of(
                    "product", "GLIMS", "level", "EXPERT", "people", "1", "until", "2027-06-30")))
        .isEqualTo(
            "Compétences MCO sur «\u00a0GLIMS\u00a0» : 1\u00a0personne, expert, jusqu’au 30 juin 2027.");
    assertThat(
            sentence(
                "fr.ght.inventory.skill-coverage-withdrawn",
                Map.of("product", "GLIMS", "level", "LEARNING")))
        .isEqualTo("Compétences MCO sur «\u00a0GLIMS\u00a0» retirées : en formation.");
  }

  @Test
  void figures_are_in_the_plural_from_two_on() {
    var type = "fr.ght.inventory.asset-software-changed";
    assertThat(sentence(type, Map.of("added", "1", "removed", "2")))
        .isEqualTo("Logiciels modifiés : 1\u00a0ajouté, 2\u00a0supprimés.");
  }

  @Test
  void a_profile_is_told_from_its_day_with_what_was_declared() {
    assertThat(
            sentence(
                "fr.ght.inventory.establishment-profile-recorded",
                Map.of("from", "2016-07-01", "beds", "1900", "itStaff", "60")))
        .isEqualTo(
            "Profil déclaré au 1er juillet 2016 : 1\u202f900\u00a0lits, 60\u00a0informaticiens.");
  }

  private static String sentence(String type, Map<String, String> details) {
    return Sentences.of(
        new TimelineEntry(
            "1", type, THEN, THEN, null, null, "application/dpi-chu", details, "dsi"));
  }
}
