package fr.ght.inventory.view.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcentrationTest {

  @Test
  void ten_six_and_four_of_twenty_are_as_concentrated_as_two_and_two_thirds_alike_ones() {
    assertThat(Concentration.of(List.of(10L, 6L, 4L)))
        .isEqualTo(
            new Concentration(
                3, new BigDecimal("0.3800"), new BigDecimal("2.6316"), new BigDecimal("0.5000")));
  }

  @Test
  void one_that_has_all_is_one() {
    var one = new BigDecimal("1.0000");
    assertThat(Concentration.of(List.of(7L))).isEqualTo(new Concentration(1, one, one, one));
  }

  @Test
  void alike_ones_are_as_many_as_there_are() {
    var alike = Concentration.of(Collections.nCopies(8, 1_000_000_000L));
    assertThat(alike.hhi()).isEqualTo("0.1250");
    assertThat(alike.effectivePublishers()).isEqualTo("8.0000");
  }

  @Test
  void of_nothing_nothing_is_known() {
    var nothing = new Concentration(0, null, null, null);
    assertThat(Concentration.of(List.of())).isEqualTo(nothing);
    assertThat(Concentration.of(List.of(0L))).isEqualTo(nothing);
  }
}
