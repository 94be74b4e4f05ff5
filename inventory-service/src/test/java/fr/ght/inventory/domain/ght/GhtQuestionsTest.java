package fr.ght.inventory.domain.ght;

import static fr.ght.inventory.domain.ght.GhtDeciderTest.*;
import static fr.ght.inventory.domain.ght.Role.*;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.Ght.Existing;
import fr.ght.inventory.domain.ght.Ght.Member;
import fr.ght.inventory.domain.ght.GhtEvent.*;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a group answers about any date. */
class GhtQuestionsTest {
  static final Existing GROUP =
      (Existing)
          GHT.fold(
              GHT.initial(),
              List.of(
                  loireAnd(
                      new EstablishmentJoined(FIRMINY, "CH de Firminy", PARTNER, START),
                      new SupportEstablishmentChanged(ROANNE, Y2018),
                      new EstablishmentLeft(CHU, Y2020),
                      new EstablishmentProfileRecorded(CHU, new Profile(START, 1900, 1, 1, 1)),
                      new EstablishmentProfileRecorded(CHU, new Profile(Y2018, 1800, 1, 1, 1)))));

  @Test
  void before_the_first_day_nobody_is_in_the_group() {
    assertThat(GROUP.membersOn(START.minusDays(1))).isEmpty();
    assertThat(GROUP.supportOn(START.minusDays(1))).isEmpty();
  }

  @Test
  void on_the_day_of_the_change_the_new_support_holds_and_the_old_is_a_member() {
    assertThat(GROUP.membersOn(Y2018.minusDays(1)))
        .containsExactly(
            new Member(ROANNE, "CH de Roanne", MEMBER),
            new Member(FIRMINY, "CH de Firminy", PARTNER),
            new Member(CHU, "CHU de Saint-Étienne", SUPPORT));
    assertThat(GROUP.membersOn(Y2018))
        .containsExactly(
            new Member(ROANNE, "CH de Roanne", SUPPORT),
            new Member(FIRMINY, "CH de Firminy", PARTNER),
            new Member(CHU, "CHU de Saint-Étienne", MEMBER));
  }

  @Test
  void who_left_is_gone_on_that_day() {
    assertThat(GROUP.roleOn(CHU, Y2020.minusDays(1))).contains(MEMBER);
    assertThat(GROUP.roleOn(CHU, Y2020)).isEmpty();
    assertThat(GROUP.memberships(CHU)).containsExactly(new Period(START, Y2020));
  }

  @Test
  void a_partner_has_no_full_membership() {
    assertThat(GROUP.memberships(FIRMINY)).isEmpty();
  }

  @Test
  void the_figures_of_a_day_are_the_latest_recorded_for_it_or_before() {
    assertThat(GROUP.profileOn(CHU, START.minusDays(1))).isEmpty();
    assertThat(GROUP.profileOn(CHU, Y2018.minusDays(1)).orElseThrow().beds()).isEqualTo(1900);
    assertThat(GROUP.profileOn(CHU, Y2020).orElseThrow().beds()).isEqualTo(1800);
  }
}
