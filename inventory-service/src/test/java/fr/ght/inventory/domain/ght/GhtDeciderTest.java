package fr.ght.inventory.domain.ght;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.ght.GhtRefusal.*;
import static fr.ght.inventory.domain.ght.Role.*;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.GhtCommand.*;
import fr.ght.inventory.domain.ght.GhtEvent.*;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GhtDeciderTest {
  static final GhtDecider GHT = new GhtDecider();
  static final Finess CHU = new Finess("420784878");
  static final Finess ROANNE = new Finess("420780033");
  static final Finess FIRMINY = new Finess("420780652");
  static final LocalDate START = LocalDate.of(2016, 7, 1);
  static final LocalDate Y2018 = LocalDate.of(2018, 1, 1);
  static final LocalDate Y2020 = LocalDate.of(2020, 1, 1);

  static final GhtCreated CREATED = new GhtCreated("GHT Loire");
  static final EstablishmentJoined CHU_JOINED =
      new EstablishmentJoined(CHU, "CHU de Saint-Étienne", SUPPORT, START);
  static final SupportEstablishmentChanged CHU_SUPPORTS =
      new SupportEstablishmentChanged(CHU, START);
  static final EstablishmentJoined ROANNE_JOINED =
      new EstablishmentJoined(ROANNE, "CH de Roanne", MEMBER, START);
  static final GhtEvent[] LOIRE = {CREATED, CHU_JOINED, CHU_SUPPORTS, ROANNE_JOINED};

  static GhtEvent[] loireAnd(GhtEvent... more) {
    var all = new ArrayList<>(List.of(LOIRE));
    all.addAll(List.of(more));
    return all.toArray(GhtEvent[]::new);
  }

  static Join chu(Role role, LocalDate from) {
    return new Join(CHU, "CHU de Saint-Étienne", role, from, List.of());
  }

  static Join roanne(Role role, LocalDate from, Period... elsewhere) {
    return new Join(ROANNE, "CH de Roanne", role, from, List.of(elsewhere));
  }

  static Leave leave(Finess establishment, LocalDate on) {
    return new Leave(establishment, on, List.of());
  }

  // ---- the group

  @Test
  void a_group_is_created_with_its_name_and_its_designated_support() {
    given(GHT).when(new Define("GHT Loire", CHU)).then(CREATED, new SupportDesignated(CHU));
  }

  @Test
  void defining_the_same_group_again_changes_nothing() {
    given(GHT, CREATED, new SupportDesignated(CHU))
        .when(new Define("GHT Loire", CHU))
        .thenNothing();
    given(GHT, CREATED, new SupportDesignated(CHU))
        .when(new Define("GHT Loire", null))
        .thenNothing();
  }

  @Test
  void a_group_is_renamed() {
    given(GHT, CREATED)
        .when(new Define("GHT de la Loire", null))
        .then(new GhtRenamed("GHT de la Loire"));
  }

  @Test
  void a_group_and_an_establishment_need_a_name() {
    given(GHT).when(new Define(" ", null)).thenRefused(NAME_MISSING);
    given(GHT, LOIRE).when(new Define("", null)).thenRefused(NAME_MISSING);
    given(GHT, LOIRE)
        .when(new Join(FIRMINY, "", MEMBER, START, List.of()))
        .thenRefused(NAME_MISSING);
  }

  @Test
  void nobody_joins_or_leaves_a_group_that_does_not_exist() {
    given(GHT).when(roanne(MEMBER, START)).thenRefused(UNKNOWN_GHT);
    given(GHT).when(leave(ROANNE, START)).thenRefused(UNKNOWN_GHT);
    given(GHT)
        .when(new RecordProfile(CHU, new Profile(START, 1, 1, 1, 1)))
        .thenRefused(UNKNOWN_GHT);
  }

  // ---- joining

  @Test
  void an_establishment_joins_as_a_member() {
    given(GHT, CREATED, CHU_JOINED, CHU_SUPPORTS).when(roanne(MEMBER, START)).then(ROANNE_JOINED);
  }

  @Test
  void members_may_join_before_the_support_establishment_does() {
    given(GHT, CREATED).when(roanne(MEMBER, START)).then(ROANNE_JOINED);
  }

  @Test
  void an_entry_in_the_support_role_makes_the_support_effective_from_its_date() {
    given(GHT, CREATED).when(chu(SUPPORT, START)).then(CHU_JOINED, CHU_SUPPORTS);
  }

  @Test
  void saying_the_same_entry_again_changes_nothing() {
    given(GHT, LOIRE).when(roanne(MEMBER, START)).thenNothing();
    given(GHT, LOIRE).when(chu(SUPPORT, START)).thenNothing();
  }

  @Test
  void an_entry_with_another_name_or_first_day_is_a_correction() {
    given(GHT, LOIRE)
        .when(new Join(ROANNE, "Centre hospitalier de Roanne", MEMBER, START, List.of()))
        .then(new EstablishmentJoined(ROANNE, "Centre hospitalier de Roanne", MEMBER, START));
    given(GHT, LOIRE)
        .when(roanne(MEMBER, Y2018))
        .then(new EstablishmentJoined(ROANNE, "CH de Roanne", MEMBER, Y2018));
    given(GHT, LOIRE)
        .when(roanne(MEMBER, START.minusYears(1)))
        .then(new EstablishmentJoined(ROANNE, "CH de Roanne", MEMBER, START.minusYears(1)));
    given(GHT, LOIRE)
        .when(chu(SUPPORT, Y2018))
        .then(
            new EstablishmentJoined(CHU, "CHU de Saint-Étienne", SUPPORT, Y2018),
            new SupportEstablishmentChanged(CHU, Y2018));
  }

  @Test
  void an_establishment_is_a_full_member_of_one_group_at_a_time() {
    given(GHT, CREATED, CHU_JOINED, CHU_SUPPORTS)
        .when(roanne(MEMBER, START, new Period(START.minusYears(1), START.plusDays(1))))
        .thenRefused(OVERLAPPING_MEMBERSHIP);
    given(GHT, CREATED, CHU_JOINED, CHU_SUPPORTS)
        .when(roanne(MEMBER, START, Period.from(Y2020)))
        .thenRefused(OVERLAPPING_MEMBERSHIP);
    given(GHT, LOIRE)
        .when(roanne(MEMBER, START.minusYears(1), new Period(START.minusYears(2), START)))
        .thenRefused(OVERLAPPING_MEMBERSHIP);
  }

  @Test
  void an_establishment_moves_between_groups_on_one_day() {
    given(GHT, CREATED, CHU_JOINED, CHU_SUPPORTS)
        .when(roanne(MEMBER, START, new Period(START.minusYears(1), START)))
        .then(ROANNE_JOINED);
  }

  @Test
  void a_partner_may_be_a_full_member_elsewhere() {
    given(GHT, CREATED, CHU_JOINED, CHU_SUPPORTS)
        .when(roanne(PARTNER, START, Period.from(START)))
        .then(new EstablishmentJoined(ROANNE, "CH de Roanne", PARTNER, START));
  }

  @Test
  void a_partner_that_becomes_a_member_must_not_be_one_elsewhere() {
    var partner = new EstablishmentJoined(ROANNE, "CH de Roanne", PARTNER, START);
    given(GHT, CREATED, CHU_JOINED, CHU_SUPPORTS, partner)
        .when(roanne(MEMBER, Y2018, Period.from(START)))
        .thenRefused(OVERLAPPING_MEMBERSHIP);
    given(GHT, CREATED, CHU_JOINED, CHU_SUPPORTS, partner)
        .when(roanne(MEMBER, Y2018, new Period(START, Y2018)))
        .then(
            new EstablishmentLeft(ROANNE, Y2018),
            new EstablishmentJoined(ROANNE, "CH de Roanne", MEMBER, Y2018));
  }

  // ---- leaving and coming back

  @Test
  void an_establishment_leaves() {
    given(GHT, LOIRE).when(leave(ROANNE, Y2018)).then(new EstablishmentLeft(ROANNE, Y2018));
  }

  @Test
  void leaving_twice_on_the_same_day_changes_nothing_and_on_another_is_a_correction() {
    var left = new EstablishmentLeft(ROANNE, Y2018);
    given(GHT, loireAnd(left)).when(leave(ROANNE, Y2018)).thenNothing();
    given(GHT, loireAnd(left))
        .when(leave(ROANNE, Y2020))
        .then(new EstablishmentLeft(ROANNE, Y2020));
    given(GHT, loireAnd(left))
        .when(new Leave(ROANNE, Y2020, List.of(Period.from(Y2018))))
        .thenRefused(OVERLAPPING_MEMBERSHIP);
  }

  @Test
  void nobody_leaves_before_joining() {
    given(GHT, LOIRE).when(leave(ROANNE, START)).thenRefused(LEFT_BEFORE_JOINING);
    given(GHT, LOIRE).when(leave(ROANNE, START.minusDays(1))).thenRefused(LEFT_BEFORE_JOINING);
    given(GHT, LOIRE).when(leave(FIRMINY, Y2018)).thenRefused(NOT_A_MEMBER);
  }

  @Test
  void an_establishment_may_come_back_but_not_before_it_left() {
    var left = new EstablishmentLeft(ROANNE, Y2018);
    given(GHT, loireAnd(left))
        .when(roanne(MEMBER, Y2020))
        .then(new EstablishmentJoined(ROANNE, "CH de Roanne", MEMBER, Y2020));
    given(GHT, loireAnd(left))
        .when(roanne(MEMBER, START.minusYears(1)))
        .thenRefused(OVERLAPPING_MEMBERSHIP);
  }

  // ---- the support establishment

  @Test
  void a_later_support_entry_ends_the_earlier_one_that_day() {
    given(GHT, LOIRE)
        .when(roanne(SUPPORT, Y2018))
        .then(new SupportEstablishmentChanged(ROANNE, Y2018));
  }

  @Test
  void a_newcomer_may_enter_as_support_establishment() {
    given(GHT, LOIRE)
        .when(new Join(FIRMINY, "CH de Firminy", SUPPORT, Y2018, List.of()))
        .then(
            new EstablishmentJoined(FIRMINY, "CH de Firminy", SUPPORT, Y2018),
            new SupportEstablishmentChanged(FIRMINY, Y2018));
  }

  @Test
  void the_role_comes_back_to_who_had_it_before() {
    var roanneSupports = new SupportEstablishmentChanged(ROANNE, Y2018);
    given(GHT, loireAnd(roanneSupports))
        .when(chu(SUPPORT, Y2020))
        .then(new SupportEstablishmentChanged(CHU, Y2020));
    given(GHT, loireAnd(roanneSupports)).when(roanne(SUPPORT, Y2018)).thenNothing();
  }

  @Test
  void a_change_of_support_is_corrected_to_a_later_day() {
    given(GHT, loireAnd(new SupportEstablishmentChanged(ROANNE, Y2018)))
        .when(roanne(SUPPORT, Y2020))
        .then(
            new SupportEstablishmentChanged(CHU, Y2018),
            new SupportEstablishmentChanged(ROANNE, Y2020));
  }

  @Test
  void two_establishments_cannot_take_the_role_on_one_day() {
    given(GHT, LOIRE).when(roanne(SUPPORT, START)).thenRefused(ANOTHER_SUPPORT_ON_THAT_DAY);
  }

  @Test
  void of_two_support_entries_of_one_day_the_designated_one_prevails() {
    given(GHT, loireAnd(new SupportDesignated(ROANNE)))
        .when(roanne(SUPPORT, START))
        .then(
            new EstablishmentJoined(ROANNE, "CH de Roanne", SUPPORT, START),
            new SupportEstablishmentChanged(ROANNE, START));
  }

  @Test
  void the_support_establishment_leaves_only_when_another_has_taken_over() {
    given(GHT, LOIRE).when(leave(CHU, Y2020)).thenRefused(SUPPORT_NEEDS_A_SUCCESSOR);
    given(GHT, loireAnd(new SupportEstablishmentChanged(ROANNE, Y2020)))
        .when(leave(CHU, Y2020.minusDays(1)))
        .thenRefused(SUPPORT_NEEDS_A_SUCCESSOR);
    given(GHT, loireAnd(new SupportEstablishmentChanged(ROANNE, Y2020)))
        .when(leave(CHU, Y2020))
        .then(new EstablishmentLeft(CHU, Y2020));
  }

  @Test
  void the_support_establishment_steps_back_only_when_another_has_taken_over() {
    given(GHT, LOIRE).when(chu(MEMBER, START)).thenRefused(SUPPORT_NEEDS_A_SUCCESSOR);
    given(GHT, LOIRE).when(chu(PARTNER, Y2020)).thenRefused(SUPPORT_NEEDS_A_SUCCESSOR);
    given(GHT, loireAnd(new SupportEstablishmentChanged(ROANNE, Y2018)))
        .when(chu(MEMBER, Y2020))
        .thenNothing();
  }

  @Test
  void a_correction_must_not_leave_the_group_without_support_for_a_time() {
    var firminyTook =
        List.of(
            new EstablishmentJoined(FIRMINY, "CH de Firminy", MEMBER, START),
            new SupportEstablishmentChanged(FIRMINY, Y2018));
    given(GHT, loireAnd(firminyTook.toArray(GhtEvent[]::new)))
        .when(new Join(FIRMINY, "CH de Firminy", MEMBER, Y2020, List.of()))
        .thenRefused(SUPPORT_NEEDS_A_SUCCESSOR);
  }

  // ---- profile

  @Test
  void an_establishment_records_its_figures_from_a_day_on() {
    var profile = new Profile(START, 1900, 7500, 4000, 60);
    given(GHT, LOIRE)
        .when(new RecordProfile(CHU, profile))
        .then(new EstablishmentProfileRecorded(CHU, profile));
    given(GHT, loireAnd(new EstablishmentProfileRecorded(CHU, profile)))
        .when(new RecordProfile(CHU, profile))
        .thenNothing();
  }

  @Test
  void figures_of_the_same_day_are_corrected() {
    var wrong = new Profile(START, 1900, 7500, 400, 60);
    var right = new Profile(START, 1900, 7500, 4000, null);
    given(GHT, loireAnd(new EstablishmentProfileRecorded(CHU, wrong)))
        .when(new RecordProfile(CHU, right))
        .then(new EstablishmentProfileRecorded(CHU, right));
  }

  @Test
  void no_figure_is_negative_and_strangers_have_no_profile() {
    given(GHT, LOIRE)
        .when(new RecordProfile(CHU, new Profile(START, 1900, -1, 4000, 60)))
        .thenRefused(NEGATIVE_FIGURE);
    given(GHT, LOIRE)
        .when(new RecordProfile(FIRMINY, new Profile(START, 1, 1, 1, 1)))
        .thenRefused(NOT_A_MEMBER);
  }
}
