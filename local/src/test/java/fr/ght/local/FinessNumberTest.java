package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinessNumberTest {

  @Test
  void blanks_and_a_small_letter_of_corsica_are_what_people_type() {
    assertThat(FinessNumber.of(" 420784878 ")).isEqualTo("420784878");
    assertThat(FinessNumber.of("2a0000014")).isEqualTo("2A0000014");
  }

  @ParameterizedTest
  @CsvSource({
    "420784879, its check digit is wrong",
    "42078487, it has 9 digits",
    "4207848780, it has 9 digits",
    "2C0000014, or begins with 2A or 2B",
    "'', it has 9 digits",
    "chu, it has 9 digits"
  })
  void anything_else_is_named_with_its_defect(String typed, String defect) {
    assertThatThrownBy(() -> FinessNumber.of(typed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'" + typed + "' is no FINESS number")
        .hasMessageContaining(defect);
  }
}
