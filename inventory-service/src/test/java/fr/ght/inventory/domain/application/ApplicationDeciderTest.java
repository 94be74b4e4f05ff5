package fr.ght.inventory.domain.application;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.application.ApplicationRefusal.*;
import static fr.ght.inventory.domain.application.ApplicationState.*;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.testing.DeciderSpec;
import fr.ght.inventory.domain.application.ApplicationCommand.*;
import fr.ght.inventory.domain.application.ApplicationEvent.*;
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.application.Hosting.Certificate;
import fr.ght.inventory.domain.application.Hosting.OnPremise;
import fr.ght.inventory.domain.application.Hosting.Validity;
import fr.ght.inventory.domain.application.Interface.Direction;
import fr.ght.inventory.domain.application.Interface.OtherApplication;
import fr.ght.inventory.domain.application.Interface.OutsideSystem;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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

  // ---- how it is run ----

  private static final Needs VITAL =
      new Needs(4, 3, 4, 2, Duration.ofHours(4), Duration.ofMinutes(15));
  private static final Hosting HOSTED =
      new AtCertifiedHost("Hébergeur inventé", certificate("2025-02-01", "2028-01-31"));
  private static final Interface TO_RECORD =
      new Interface(new OtherApplication("dpi-chu"), "HL7v2", Direction.SENDS);
  private static final Interface TO_NATIONAL =
      new Interface(new OutsideSystem("Dossier médical partagé"), "FHIR", Direction.SENDS);

  private static Certificate certificate(String from, String until) {
    return new Certificate("HDS-1", LocalDate.parse(from), LocalDate.parse(until));
  }

  private static Declare lab(Operation operation) {
    return new Declare(LAB.with(operation), IN_PRODUCTION);
  }

  @Test
  void a_first_declaration_may_say_all_of_how_an_application_is_run() {
    given(APPLICATION)
        .when(lab(new Operation("hexalis-loire", VITAL, HOSTED, List.of(TO_RECORD))))
        .then(
            declared(IN_PRODUCTION),
            new ApplicationInstanceChanged(CHU, "hexalis-loire"),
            new ApplicationNeedsChanged(CHU, VITAL),
            new ApplicationHostingChanged(CHU, HOSTED),
            new ApplicationInterfacesChanged(CHU, List.of(TO_RECORD)));
  }

  @Test
  void what_a_declaration_does_not_say_of_how_it_is_run_stays() {
    given(
            APPLICATION,
            declared(IN_PRODUCTION),
            new ApplicationInstanceChanged(CHU, "hexalis-loire"),
            new ApplicationNeedsChanged(CHU, VITAL),
            new ApplicationHostingChanged(CHU, HOSTED),
            new ApplicationInterfacesChanged(CHU, List.of(TO_RECORD)))
        .when(lab(Operation.UNKNOWN))
        .thenNothing();
  }

  private static final ApplicationEvent[] RUN =
      new ApplicationEvent[] {
        declared(IN_PRODUCTION),
        new ApplicationInstanceChanged(CHU, "hexalis-loire"),
        new ApplicationNeedsChanged(CHU, VITAL),
        new ApplicationHostingChanged(CHU, HOSTED)
      };

  private static Declare unknown(Aspect... aspects) {
    return new Declare(LAB, IN_PRODUCTION, Set.of(aspects));
  }

  @Test
  void what_was_known_may_be_unknown_again() {
    given(APPLICATION, RUN)
        .when(unknown(Aspect.INSTANCE, Aspect.HOSTING, Aspect.AVAILABILITY, Aspect.RTO))
        .then(
            new ApplicationInstanceWithdrawn(CHU),
            new ApplicationNeedsChanged(CHU, new Needs(null, 3, 4, 2, null, VITAL.rpo())),
            new ApplicationHostingWithdrawn(CHU));
  }

  @Test
  void what_was_never_known_or_is_unknown_already_is_not_said_again() {
    given(APPLICATION, declared(IN_PRODUCTION)).when(unknown(Aspect.values())).thenNothing();
    given(
            APPLICATION,
            declared(IN_PRODUCTION),
            new ApplicationHostingChanged(CHU, HOSTED),
            new ApplicationHostingWithdrawn(CHU))
        .when(unknown(Aspect.HOSTING))
        .thenNothing();
    given(APPLICATION).when(unknown(Aspect.values())).then(declared(IN_PRODUCTION));
  }

  @Test
  void of_a_decommissioned_application_nothing_becomes_unknown() {
    given(
            APPLICATION,
            declared(IN_PRODUCTION),
            new ApplicationHostingChanged(CHU, HOSTED),
            new ApplicationDecommissioned(CHU))
        .when(new Declare(LAB, ApplicationState.DECOMMISSIONED, Set.of(Aspect.HOSTING)))
        .thenRefused(ALREADY_DECOMMISSIONED);
  }

  @Test
  void one_need_that_is_said_changes_that_one_and_the_event_tells_all() {
    given(APPLICATION, declared(IN_PRODUCTION), new ApplicationNeedsChanged(CHU, VITAL))
        .when(
            lab(
                new Operation(
                    null, new Needs(null, null, null, 4, null, Duration.ZERO), null, null)))
        .then(
            new ApplicationNeedsChanged(
                CHU, new Needs(4, 3, 4, 4, Duration.ofHours(4), Duration.ZERO)));
  }

  @Test
  void needs_are_from_1_to_4_and_times_do_not_run_backwards() {
    for (int level : new int[] {0, 5, -1}) {
      given(APPLICATION)
          .when(lab(needing(new Needs(null, level, null, null, null, null))))
          .thenRefused(NEED_OFF_SCALE);
    }
    givenIn(IN_PRODUCTION)
        .when(lab(needing(new Needs(null, null, null, null, Duration.ofHours(-1), null))))
        .thenRefused(NEGATIVE_TIME);
  }

  private static Operation needing(Needs needs) {
    return new Operation(null, needs, null, null);
  }

  @Test
  void a_certificate_that_ends_before_it_begins_is_refused() {
    var crooked = new AtCertifiedHost("Hébergeur inventé", certificate("2025-02-01", "2025-01-31"));
    given(APPLICATION)
        .when(lab(new Operation(null, Needs.UNKNOWN, crooked, null)))
        .thenRefused(CERTIFICATE_ENDS_BEFORE_IT_BEGINS);
    givenIn(IN_PRODUCTION)
        .when(lab(new Operation(null, Needs.UNKNOWN, crooked, null)))
        .thenRefused(CERTIFICATE_ENDS_BEFORE_IT_BEGINS);
  }

  @Test
  void a_certificate_of_one_day_and_one_that_was_not_shown_yet_are_taken() {
    for (var hosting :
        List.of(
            new AtCertifiedHost("Hébergeur inventé", certificate("2025-02-01", "2025-02-01")),
            new AtCertifiedHost("Hébergeur inventé", null))) {
      givenIn(IN_PRODUCTION)
          .when(lab(new Operation(null, Needs.UNKNOWN, hosting, null)))
          .then(new ApplicationHostingChanged(CHU, hosting));
    }
  }

  @Test
  void a_certificate_holds_from_its_first_day_to_its_last() {
    var hosted = new AtCertifiedHost("Hébergeur inventé", certificate("2025-02-01", "2028-01-31"));
    assertThat(hosted.on(LocalDate.parse("2025-01-31"))).isEqualTo(Validity.NOT_YET_VALID);
    assertThat(hosted.on(LocalDate.parse("2025-02-01"))).isEqualTo(Validity.VALID);
    assertThat(hosted.on(LocalDate.parse("2028-01-31"))).isEqualTo(Validity.VALID);
    assertThat(hosted.on(LocalDate.parse("2028-02-01"))).isEqualTo(Validity.EXPIRED);
    assertThat(new AtCertifiedHost("Hébergeur inventé", null).on(LocalDate.parse("2026-01-01")))
        .isEqualTo(Validity.NOT_SHOWN);
  }

  @Test
  void the_same_interfaces_in_another_order_or_said_twice_change_nothing() {
    given(
            APPLICATION,
            declared(IN_PRODUCTION),
            new ApplicationInterfacesChanged(CHU, List.of(TO_NATIONAL, TO_RECORD)))
        .when(lab(interfaces(TO_RECORD, TO_NATIONAL, TO_RECORD)))
        .thenNothing();
  }

  @Test
  void no_interfaces_is_something_else_than_interfaces_that_nobody_told_of() {
    givenIn(IN_PRODUCTION)
        .when(lab(interfaces()))
        .then(new ApplicationInterfacesChanged(CHU, List.of()));
    given(
            APPLICATION,
            declared(IN_PRODUCTION),
            new ApplicationInterfacesChanged(CHU, List.of(TO_RECORD)))
        .when(lab(interfaces()))
        .then(new ApplicationInterfacesChanged(CHU, List.of()));
  }

  private static Operation interfaces(Interface... interfaces) {
    return new Operation(null, Needs.UNKNOWN, null, List.of(interfaces));
  }

  @Test
  void how_a_decommissioned_application_was_run_changes_no_more() {
    for (var said :
        List.of(
            new Operation("elsewhere", Needs.UNKNOWN, null, null),
            needing(VITAL),
            new Operation(null, Needs.UNKNOWN, new OnPremise(), null),
            interfaces())) {
      givenIn(DECOMMISSIONED)
          .when(new Declare(LAB.with(said), DECOMMISSIONED))
          .thenRefused(ALREADY_DECOMMISSIONED);
    }
  }
}
