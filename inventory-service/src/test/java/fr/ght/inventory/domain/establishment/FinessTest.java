package fr.ght.inventory.domain.establishment;

import static fr.ght.inventory.domain.establishment.Finess.Defect.WRONG_CHARACTERS;
import static fr.ght.inventory.domain.establishment.Finess.Defect.WRONG_CHECK_DIGIT;
import static fr.ght.inventory.domain.establishment.Finess.Defect.WRONG_LENGTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.inventory.domain.establishment.Finess.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinessTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "420784878", "420780033", "070780358", "420780652", "420780660", "420002495", "420013831",
        "690048632", "420780694", "420781791", "420780058", "420780041", "070780382", "070000211",
        "420780710"
      })
  void the_members_of_the_ght_loire_have_valid_numbers(String number) {
    assertThat(Finess.defectOf(number)).isEmpty();
  }

  @Test
  void corsica_counts_as_21_and_22_in_the_check_digit() {
    assertThat(Finess.defectOf("2A0000014")).isEmpty();
    assertThat(Finess.defectOf("2B0000012")).isEmpty();
    assertThat(Finess.defectOf("2B0000014")).contains(WRONG_CHECK_DIGIT);
  }

  @Test
  void one_wrong_digit_anywhere_is_noticed() {
    var valid = "420784878";
    for (int place = 0; place < valid.length(); place++) {
      var digit = valid.charAt(place);
      var wrong =
          valid.substring(0, place)
              + (char) ('0' + (digit - '0' + 1) % 10)
              + valid.substring(place + 1);
      assertThat(Finess.defectOf(wrong)).as(wrong).contains(WRONG_CHECK_DIGIT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42078487", "4207848780", "42 078 4878"})
  void a_number_of_another_length_is_refused(String number) {
    assertThat(Finess.defectOf(number)).contains(WRONG_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"42078487X", "2C0000014", "A20000014", "42078 487", "４２0784878", "2a0000014"})
  void other_characters_are_refused(String number) {
    assertThat(Finess.defectOf(number)).contains(WRONG_CHARACTERS);
  }

  @Test
  void what_a_person_wrote_is_read_with_blanks_and_a_small_letter() {
    assertThat(Finess.parse(" 420784878 ")).isEqualTo(new Finess("420784878"));
    assertThat(Finess.parse("2a0000014")).isEqualTo(new Finess("2A0000014"));
  }

  @Test
  void an_invalid_number_says_why_and_does_not_repeat_the_input() {
    assertThatThrownBy(() -> Finess.parse("420784879"))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.defect()).isEqualTo(WRONG_CHECK_DIGIT))
        .hasMessageContaining("check digit")
        .hasMessageNotContaining("420784879");
  }
}
