package fr.ght.inventory.domain.application;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.application.ApplicationRefusal.*;
import static fr.ght.inventory.domain.application.ApplicationState.*;

import fr.ght.eventsourcing.testing.DeciderSpec;
import fr.ght.inventory.domain.application.ApplicationCommand.*;
import fr.ght.inventory.domain.application.ApplicationEvent.*;
import fr.ght.inventory.domain.establishment.Finess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApplicationDeciderTest {
  static final ApplicationDecider APPLICATION = new ApplicationDecider();
  static final Finess CHU = new Finess("420784878");
  static final Finess ROANNE = new Finess("420780033");
  static final Deployment LAB = new Deployment(CHU, "laboratory", "Hexalis", "5.2", 120);

  static DeciderSpec<ApplicationCommand, Application, ApplicationEvent> givenIn(
      ApplicationState state) {
    return given(APPLICATION, declared(state));
  }

  static ApplicationDeclared declared(ApplicationState state) {
    return new ApplicationDeclared(CHU, "laboratory", "Hexalis", "5.2", state, 120);
  }

  @ParameterizedTest
  @EnumSource
  void a_hospital_declares_what_it_runs_in_whatever_state_that_is(ApplicationState state) {
    given(APPLICATION).when(new Declare(LAB, state)).then(declared(state));
  }

  @ParameterizedTest
  @EnumSource
  void declaring_the_same_again_changes_nothing(ApplicationState state) {
    givenIn(state).when(new Declare(LAB, state)).thenNothing();
  }

  @Test
  void an_application_of_unknown_version_and_users_can_be_declared() {
    given(APPLICATION)
        .when(new Declare(new Deployment(CHU, "billing", "Pastel", null, null), IN_PRODUCTION))
        .then(new ApplicationDeclared(CHU, "billing", "Pastel", null, IN_PRODUCTION, null));
  }

  @Test
  void a_declaration_that_differs_becomes_the_changes_that_make_it_true() {
    givenIn(IN_DEPLOYMENT)
        .when(new Declare(LAB.withVersion("6.0").withUsers(150), IN_PRODUCTION))
        .then(
            new ApplicationVersionChanged(CHU, "6.0"),
            new ApplicationUsersChanged(CHU, 150),
            new ApplicationStateChanged(CHU, IN_PRODUCTION, null));
  }

  @Test
  void a_declaration_that_does_not_say_the_version_keeps_the_known_one() {
    givenIn(IN_PRODUCTION)
        .when(new Declare(new Deployment(CHU, "laboratory", "Hexalis", null, 120), IN_PRODUCTION))
        .thenNothing();
  }

  @Test
  void a_declaration_that_does_not_say_the_users_makes_them_unknown() {
    givenIn(IN_PRODUCTION)
        .when(new Declare(LAB.withUsers(null), IN_PRODUCTION))
        .then(new ApplicationUsersChanged(CHU, null));
  }

  @Test
  void an_application_keeps_its_establishment_its_function_and_its_product() {
    givenIn(IN_PRODUCTION)
        .when(new Declare(new Deployment(ROANNE, "laboratory", "Hexalis", "5.2", 120), READ_ONLY))
        .thenRefused(OTHER_ESTABLISHMENT);
    givenIn(IN_PRODUCTION)
        .when(new Declare(new Deployment(CHU, "pathology", "Hexalis", "5.2", 120), READ_ONLY))
        .thenRefused(OTHER_FUNCTION);
    givenIn(IN_PRODUCTION)
        .when(new Declare(new Deployment(CHU, "laboratory", "Glims", "5.2", 120), READ_ONLY))
        .thenRefused(OTHER_PRODUCT);
  }

  @Test
  void an_application_goes_forward_and_may_skip_states() {
    givenIn(PLANNED)
        .when(new ChangeState(IN_DEPLOYMENT, null))
        .then(new ApplicationStateChanged(CHU, IN_DEPLOYMENT, null));
    givenIn(PLANNED)
        .when(new ChangeState(READ_ONLY, null))
        .then(new ApplicationStateChanged(CHU, READ_ONLY, null));
  }

  @Test
  void going_back_is_refused_in_the_normal_course() {
    givenIn(IN_PRODUCTION).when(new ChangeState(PLANNED, null)).thenRefused(STATE_GOES_BACK);
    givenIn(READ_ONLY).when(new Declare(LAB, IN_PRODUCTION)).thenRefused(STATE_GOES_BACK);
  }

  @Test
  void going_back_is_a_correction_with_its_reason() {
    givenIn(READ_ONLY)
        .when(new ChangeState(IN_PRODUCTION, "closed by mistake"))
        .then(new ApplicationStateChanged(CHU, IN_PRODUCTION, "closed by mistake"));
    givenIn(DECOMMISSIONED)
        .when(new ChangeState(READ_ONLY, "the archive is still read"))
        .then(new ApplicationStateChanged(CHU, READ_ONLY, "the archive is still read"));
    givenIn(READ_ONLY)
        .when(new ChangeState(IN_PRODUCTION, " "))
        .thenRefused(CORRECTION_WITHOUT_REASON);
  }

  @Test
  void a_refused_state_holds_back_the_whole_declaration() {
    givenIn(READ_ONLY)
        .when(new Declare(LAB.withVersion("6.0"), IN_PRODUCTION))
        .thenRefused(STATE_GOES_BACK);
  }

  @Test
  void version_and_users_change_one_by_one() {
    givenIn(IN_PRODUCTION)
        .when(new ChangeVersion("5.3"))
        .then(new ApplicationVersionChanged(CHU, "5.3"));
    givenIn(IN_PRODUCTION).when(new ChangeVersion("5.2")).thenNothing();
    givenIn(IN_PRODUCTION).when(new ChangeUsers(80)).then(new ApplicationUsersChanged(CHU, 80));
    givenIn(IN_PRODUCTION).when(new ChangeUsers(120)).thenNothing();
  }

  @Test
  void fewer_than_no_users_are_refused() {
    given(APPLICATION).when(new Declare(LAB.withUsers(-1), PLANNED)).thenRefused(NEGATIVE_USERS);
    givenIn(PLANNED).when(new ChangeUsers(-1)).thenRefused(NEGATIVE_USERS);
    givenIn(PLANNED).when(new Declare(LAB.withUsers(-1), PLANNED)).thenRefused(NEGATIVE_USERS);
  }

  @ParameterizedTest
  @EnumSource(names = "DECOMMISSIONED", mode = EnumSource.Mode.EXCLUDE)
  void an_application_can_be_decommissioned_from_any_state(ApplicationState state) {
    givenIn(state).when(new Decommission()).then(new ApplicationDecommissioned(CHU));
    givenIn(state).when(new Declare(LAB, DECOMMISSIONED)).then(new ApplicationDecommissioned(CHU));
  }

  @Test
  void decommissioning_twice_changes_nothing() {
    givenIn(DECOMMISSIONED).when(new Decommission()).thenNothing();
  }

  @Test
  void a_decommissioned_application_is_not_declared_again_nor_changed() {
    givenIn(DECOMMISSIONED)
        .when(new Declare(LAB, IN_PRODUCTION))
        .thenRefused(ALREADY_DECOMMISSIONED);
    givenIn(DECOMMISSIONED).when(new ChangeVersion("6")).thenRefused(ALREADY_DECOMMISSIONED);
    givenIn(DECOMMISSIONED).when(new ChangeUsers(0)).thenRefused(ALREADY_DECOMMISSIONED);
  }

  @Test
  void what_was_never_declared_cannot_change() {
    given(APPLICATION).when(new ChangeVersion("1")).thenRefused(NOT_DECLARED);
    given(APPLICATION).when(new ChangeUsers(1)).thenRefused(NOT_DECLARED);
    given(APPLICATION).when(new ChangeState(PLANNED, null)).thenRefused(NOT_DECLARED);
    given(APPLICATION).when(new Decommission()).thenRefused(NOT_DECLARED);
  }
}
