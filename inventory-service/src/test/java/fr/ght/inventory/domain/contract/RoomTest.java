package fr.ght.inventory.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.contract.Room.Envelope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of an envelope while one contract after the other is looked at. */
class RoomTest {
  private static final BudgetLine OPERATING_2026 = new BudgetLine(2026, Budget.OPERATING);
  private static final Map<BudgetLine, BigDecimal> NOTHING = Map.of();

  private final Room.Foresight foresight = new Room.Foresight();

  private static Room room(String owner, String amount, String committed, boolean refuses) {
    return new Room(
        List.of(
            new Envelope(
                owner,
                OPERATING_2026,
                new BigDecimal(amount),
                new BigDecimal(committed),
                refuses)));
  }

  private static Map<BudgetLine, BigDecimal> operating(String amount) {
    return Map.of(OPERATING_2026, new BigDecimal(amount));
  }

  @Test
  void what_one_contract_takes_is_not_there_for_the_next_and_what_is_refused_takes_nothing() {
    var room = room("420784878", "1000", "100", true);
    assertThat(foresight.passed(room, NOTHING, operating("600"))).isEmpty();
    assertThat(foresight.passed(room, NOTHING, operating("301"))).hasSize(1);
    assertThat(foresight.passed(room, NOTHING, operating("300"))).isEmpty();
    assertThat(foresight.passed(room, NOTHING, operating("0.01"))).hasSize(1);
  }

  @Test
  void a_contract_that_commits_already_counts_by_what_it_changes() {
    var room = room("420784878", "1000", "900", true);
    assertThat(foresight.passed(room, operating("400"), operating("501"))).hasSize(1);
    assertThat(foresight.passed(room, operating("400"), operating("300"))).isEmpty();
    assertThat(foresight.passed(room, NOTHING, operating("200"))).isEmpty();
    assertThat(foresight.passed(room, NOTHING, operating("1"))).hasSize(1);
  }

  @Test
  void two_establishments_share_the_envelope_of_their_group() {
    assertThat(foresight.passed(room("ght-loire", "1000", "0", true), NOTHING, operating("700")))
        .isEmpty();
    assertThat(foresight.passed(room("ght-loire", "1000", "0", true), NOTHING, operating("400")))
        .hasSize(1);
    assertThat(foresight.passed(room("420784878", "1000", "0", true), NOTHING, operating("400")))
        .isEmpty();
  }

  @Test
  void an_envelope_that_only_flags_refuses_nothing() {
    assertThat(foresight.passed(room("ght-loire", "1", "0", false), NOTHING, operating("700")))
        .isEmpty();
  }
}
