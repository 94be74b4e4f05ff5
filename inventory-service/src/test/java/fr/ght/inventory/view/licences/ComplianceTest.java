package fr.ght.inventory.view.licences;

import static fr.ght.inventory.domain.contract.Entitlement.Metric.MACHINE;
import static fr.ght.inventory.domain.contract.Entitlement.Metric.NAMED_USER;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.view.Coverage.Reported;
import fr.ght.inventory.view.licences.Compliance.Entitled;
import fr.ght.inventory.view.licences.Compliance.Known;
import fr.ght.inventory.view.licences.Compliance.Product;
import fr.ght.inventory.view.licences.Compliance.Use;
import fr.ght.inventory.view.licences.Compliance.Verdict;
import fr.ght.inventory.view.licences.InstalledProducts.Licensed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComplianceTest {
  private static final String CHU = "420784878";
  private static final String ROANNE = "420780033";
  private static final Set<String> BOTH = Set.of(CHU, ROANNE);
  private static final String OFFICE = "editeur.office";

  private static Entitled entitled(String at, @Nullable Integer quantity, boolean inForce) {
    return entitled("Office", OFFICE, MACHINE, at, quantity, false, inForce);
  }

  private static Entitled maintained(String at, int quantity) {
    return entitled("Office", OFFICE, MACHINE, at, quantity, true, true);
  }

  private static Entitled entitled(
      String name,
      @Nullable String code,
      Metric metric,
      String at,
      @Nullable Integer quantity,
      boolean isMaintenance,
      boolean inForce) {
    return new Entitled(
        Licensed.of(name, code),
        metric,
        quantity,
        at,
        "contract-" + at + quantity,
        isMaintenance,
        inForce);
  }

  private static List<Product> products(
      Map<String, Long> installed, Set<String> reported, Entitled... entitlements) {
    return Compliance.of(
        new Known(List.of(entitlements), Map.of(OFFICE, installed, "office", installed), reported));
  }

  private static Product product(
      Map<String, Long> installed, Set<String> reported, Entitled... entitlements) {
    var products = products(installed, reported, entitlements);
    assertThat(products).hasSize(1);
    return products.getFirst();
  }

  @Test
  void as_many_as_allowed_is_within_and_one_more_is_over() {
    assertThat(Use.of(3000L, 3000L).verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(Use.of(3000L, 3001L).verdict()).isEqualTo(Verdict.OVER);
    assertThat(Use.of(null, 3001L).verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(Use.of(0L, null).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void the_group_may_be_within_where_one_establishment_is_over() {
    var office =
        product(
            Map.of(CHU, 80L, ROANNE, 60L),
            BOTH,
            entitled(CHU, 100, true),
            entitled(ROANNE, 50, true));
    assertThat(office.entitled()).isEqualTo(150);
    assertThat(office.used()).isEqualTo(140);
    assertThat(office.verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(office.establishments())
        .isEqualTo(
            Map.of(
                CHU, new Use(100L, 80L, Verdict.WITHIN), ROANNE, new Use(50L, 60L, Verdict.OVER)));
  }

  @Test
  void who_uses_what_only_others_bought_is_shown() {
    var office = product(Map.of(ROANNE, 7L), BOTH, entitled(CHU, 100, true));
    assertThat(office.establishments().get(ROANNE)).isEqualTo(new Use(0L, 7L, Verdict.OVER));
    assertThat(office.establishments().get(CHU)).isEqualTo(new Use(100L, 0L, Verdict.WITHIN));
  }

  @Test
  void a_contract_that_is_not_in_force_allows_nothing() {
    var office = product(Map.of(CHU, 80L), BOTH, entitled(CHU, 100, false));
    assertThat(office.entitled()).isZero();
    assertThat(office.verdict()).isEqualTo(Verdict.OVER);
    assertThat(office.contracts()).isEmpty();
  }

  @Test
  void one_contract_without_a_limit_is_enough() {
    var office =
        product(Map.of(CHU, 8000L), BOTH, entitled(CHU, 100, true), entitled(CHU, null, true));
    assertThat(office.entitled()).isNull();
    assertThat(office.verdict()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void maintenance_of_what_was_bought_is_no_further_licence() {
    var office = product(Map.of(CHU, 150L), BOTH, entitled(CHU, 100, true), maintained(CHU, 80));
    assertThat(office.entitled()).isEqualTo(100);
    assertThat(office.verdict()).isEqualTo(Verdict.OVER);
  }

  @Test
  void maintenance_of_more_than_is_recorded_as_bought_says_that_it_is_owned() {
    assertThat(product(Map.of(CHU, 80L), BOTH, maintained(CHU, 80)).verdict())
        .isEqualTo(Verdict.WITHIN);
  }

  @Test
  void what_nobody_can_count_is_unknown() {
    assertThat(product(Map.of(), Set.of(ROANNE), entitled(CHU, 100, true)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(
            product(
                    Map.of(CHU, 8000L),
                    BOTH,
                    entitled("Office", OFFICE, NAMED_USER, CHU, 100, false, true))
                .verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whatever_contracts_call_a_product_of_the_catalogue_it_is_one() {
    var office =
        product(
            Map.of(CHU, 120L),
            BOTH,
            entitled("Office", OFFICE, MACHINE, CHU, 100, false, true),
            entitled("Suite Office (x64 fr)", OFFICE, MACHINE, ROANNE, 50, false, true));
    assertThat(office.entitled()).isEqualTo(150);
    assertThat(office.code()).isEqualTo(OFFICE);
  }

  @Test
  void names_that_no_rule_knows_are_one_if_they_differ_in_case_or_accents_only() {
    var products =
        Compliance.of(
            new Known(
                List.of(
                    entitled("Éditeur Office", null, MACHINE, CHU, 100, false, true),
                    entitled("EDITEUR office", null, MACHINE, ROANNE, 50, false, true)),
                Map.of("editeur office", Map.of(CHU, 120L)),
                BOTH));
    assertThat(products).hasSize(1);
    assertThat(products.getFirst().entitled()).isEqualTo(150);
    assertThat(products.getFirst().used()).isEqualTo(120);
    assertThat(products.getFirst().code()).isNull();
  }

  @Test
  void what_is_licensed_at_one_establishment_is_licensed_at_another_that_is_looked_at_alone() {
    var known =
        new Known(
            List.of(entitled(CHU, 100, true)), Map.of(OFFICE, Map.of(CHU, 80L, ROANNE, 7L)), BOTH);
    var office = Compliance.of(known, ROANNE::equals).getFirst();
    assertThat(office.entitled()).isZero();
    assertThat(office.used()).isEqualTo(7);
    assertThat(office.contracts()).isEmpty();
    assertThat(office.establishments()).containsOnlyKeys(ROANNE);
    assertThat(Compliance.of(known, "690048632"::equals)).isEmpty();
  }

  // ---- licence currency ----

  private static LicenceCurrency currency(Map<String, Reported> coverage, List<Product> products) {
    return LicenceCurrency.ofAll(products, coverage);
  }

  private static final Map<String, Reported> KNOWN =
      Map.of(CHU, new Reported(3900, 4000), ROANNE, new Reported(900, 1000));

  @Test
  void licence_currency_is_the_share_of_installations_that_are_covered() {
    var products =
        products(
            Map.of(CHU, 4000L, ROANNE, 500L),
            BOTH,
            entitled(CHU, 3000, true),
            entitled(ROANNE, 600, true));
    assertThat(currency(KNOWN, products))
        .isEqualTo(
            new LicenceCurrency(
                4500L, 3600L, new BigDecimal("0.8000"), 0, new Reported(4800, 5000)));
    assertThat(LicenceCurrency.byEstablishment(products, KNOWN))
        .isEqualTo(
            Map.of(
                CHU,
                new LicenceCurrency(
                    4000L, 3000L, new BigDecimal("0.7500"), 0, new Reported(3900, 4000)),
                ROANNE,
                new LicenceCurrency(
                    500L, 500L, new BigDecimal("1.0000"), 0, new Reported(900, 1000))));
  }

  @Test
  void an_installation_is_covered_by_maintenance_where_no_licence_is_recorded() {
    var products =
        products(Map.of(CHU, 100L), BOTH, entitled(CHU, 100, false), maintained(CHU, 60));
    assertThat(currency(KNOWN, products).share()).isEqualTo(new BigDecimal("0.6000"));
  }

  @Test
  void a_product_stays_licensed_when_its_contract_has_ended() {
    var products = products(Map.of(CHU, 100L), BOTH, entitled(CHU, 100, false));
    assertThat(currency(KNOWN, products).share()).isEqualTo(new BigDecimal("0.0000"));
  }

  @Test
  void where_no_machine_ever_reported_licence_currency_is_unknown_and_never_whole() {
    var silent = Map.of(CHU, new Reported(0, 4000));
    var products = products(Map.of(), Set.of(), entitled(CHU, 100, true));
    assertThat(currency(silent, products))
        .isEqualTo(new LicenceCurrency(null, null, null, 0, new Reported(0, 4000)));
    assertThat(LicenceCurrency.byEstablishment(products, silent).get(CHU).share()).isNull();
    assertThat(currency(Map.of(), List.of()).share()).isNull();
  }

  @Test
  void where_nothing_licensed_is_installed_there_is_no_share() {
    assertThat(currency(KNOWN, List.of()))
        .isEqualTo(new LicenceCurrency(0L, 0L, null, 0, new Reported(4800, 5000)));
    assertThat(currency(KNOWN, products(Map.of(), BOTH, entitled(CHU, 100, true))).share())
        .isNull();
  }

  @Test
  void products_that_are_licensed_by_users_only_are_told_and_not_counted() {
    var products =
        Compliance.of(
            new Known(
                List.of(
                    entitled(CHU, 100, true),
                    entitled("Office", OFFICE, NAMED_USER, CHU, 100, false, true),
                    entitled("Paie", "editeur.paie", NAMED_USER, CHU, 20, false, true)),
                Map.of(OFFICE, Map.of(CHU, 100L)),
                BOTH));
    assertThat(currency(KNOWN, products).uncounted()).isEqualTo(1);
    assertThat(currency(KNOWN, products).share()).isEqualTo(new BigDecimal("1.0000"));
  }

  @Test
  void what_all_have_declared_is_known_only_if_all_have() {
    var coverage = Map.of(CHU, new Reported(3900, 4000), ROANNE, new Reported(900, null));
    assertThat(currency(coverage, List.of()).coverage()).isEqualTo(new Reported(4800, null));
  }
}
