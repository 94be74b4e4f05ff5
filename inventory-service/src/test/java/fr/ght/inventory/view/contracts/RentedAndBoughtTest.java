package fr.ght.inventory.view.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.view.contracts.RentedAndBought.Part;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RentedAndBoughtTest {
  private static final String CHU = "420784878";
  private static final String ROANNE = "420780033";

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
