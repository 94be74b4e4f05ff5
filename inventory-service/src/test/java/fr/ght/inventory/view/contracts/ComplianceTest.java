package fr.ght.inventory.view.contracts;

import static fr.ght.inventory.domain.contract.Entitlement.Metric.*;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.view.contracts.Compliance.Currency;
import fr.ght.inventory.view.contracts.Compliance.Entitled;
import fr.ght.inventory.view.contracts.Compliance.Use;
import fr.ght.inventory.view.contracts.Compliance.Verdict;
import fr.ght.inventory.view.contracts.RentedAndBought.Part;
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

  private static Entitled entitled(String at, @Nullable Integer quantity, boolean inForce) {
    return entitled("Office", MACHINE, at, quantity, inForce);
  }

  private static Entitled entitled(
      String product, Metric metric, String at, @Nullable Integer quantity, boolean inForce) {
    return new Entitled(product, metric, quantity, at, "contract-" + at + quantity, inForce);
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
    var products =
        Compliance.of(
            List.of(entitled(CHU, 100, true), entitled(ROANNE, 50, true)),
            Map.of("Office", Map.of(CHU, 80L, ROANNE, 60L)),
            BOTH);
    assertThat(products).hasSize(1);
    var office = products.getFirst();
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
    var office =
        Compliance.of(List.of(entitled(CHU, 100, true)), Map.of("Office", Map.of(ROANNE, 7L)), BOTH)
            .getFirst();
    assertThat(office.establishments().get(ROANNE)).isEqualTo(new Use(0L, 7L, Verdict.OVER));
    assertThat(office.establishments().get(CHU)).isEqualTo(new Use(100L, 0L, Verdict.WITHIN));
  }

  @Test
  void a_contract_that_is_not_in_force_allows_nothing() {
    var office =
        Compliance.of(List.of(entitled(CHU, 100, false)), Map.of("Office", Map.of(CHU, 80L)), BOTH)
            .getFirst();
    assertThat(office.entitled()).isZero();
    assertThat(office.verdict()).isEqualTo(Verdict.OVER);
    assertThat(office.contracts()).isEmpty();
  }

  @Test
  void one_contract_without_a_limit_is_enough() {
    var office =
        Compliance.of(
                List.of(entitled(CHU, 100, true), entitled(CHU, null, true)),
                Map.of("Office", Map.of(CHU, 8000L)),
                BOTH)
            .getFirst();
    assertThat(office.entitled()).isNull();
    assertThat(office.verdict()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void what_nobody_can_count_is_unknown() {
    assertThat(
            Compliance.of(List.of(entitled(CHU, 100, true)), Map.of(), Set.of(ROANNE))
                .getFirst()
                .verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(
            Compliance.of(
                    List.of(entitled("Office", NAMED_USER, CHU, 100, true)),
                    Map.of("Office", Map.of(CHU, 8000L)),
                    BOTH)
                .getFirst()
                .verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void contracts_that_write_a_product_in_another_case_speak_of_the_same() {
    var products =
        Compliance.of(
            List.of(
                entitled("Éditeur Office", MACHINE, CHU, 100, true),
                entitled("EDITEUR office", MACHINE, ROANNE, 50, true)),
            Map.of("Éditeur Office", Map.of(CHU, 120L)),
            BOTH);
    assertThat(products).hasSize(1);
    assertThat(products.getFirst().entitled()).isEqualTo(150);
  }

  @Test
  void licence_currency_is_the_share_of_uses_that_are_covered() {
    assertThat(
            Currency.of(
                List.of(
                    Use.of(3000L, 4000L),
                    Use.of(null, 500L),
                    Use.of(100L, 0L),
                    Use.of(100L, null))))
        .isEqualTo(new Currency(4500, 3500, new BigDecimal("0.7778")));
    assertThat(Currency.of(List.of(Use.of(100L, null)))).isEqualTo(new Currency(0, 0, null));
  }

  /** Mission, line 20: one third rented, two thirds bought. */
  @Test
  void rented_and_bought_are_told_by_count_and_by_amount() {
    var parts =
        List.of(
            part(CHU, ContractKind.RENTAL, 1, "34000.00", 0),
            part(CHU, ContractKind.LICENCE_PURCHASE, 1, "100000.00", 0),
            part(ROANNE, ContractKind.LICENCE_PURCHASE, 1, "36000.00", 1));
    assertThat(RentedAndBought.of(parts))
        .isEqualTo(
            new RentedAndBought(
                1,
                2,
                new BigDecimal("0.3333"),
                new BigDecimal("34000.00"),
                new BigDecimal("136000.00"),
                new BigDecimal("0.2000"),
                1));
    assertThat(RentedAndBought.byEstablishment(parts).get(CHU).rentedShare())
        .isEqualTo(new BigDecimal("0.5000"));
    assertThat(RentedAndBought.of(List.of()).rentedShare()).isNull();
    assertThat(RentedAndBought.of(List.of()).rentedShareOfCost()).isNull();
  }

  private static Part part(
      String at, ContractKind kind, long contracts, String cost, long unknown) {
    return new Part(at, kind, contracts, new BigDecimal(cost), unknown);
  }
}
