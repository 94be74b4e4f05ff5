package fr.ght.access;

import static fr.ght.access.Access.Denial.NOT_YOURS;
import static fr.ght.access.Access.Denial.NOT_YOUR_ROLE;
import static fr.ght.access.Access.Denial.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.access.Access.Allowed;
import fr.ght.access.Access.Denial;
import fr.ght.access.Access.Denied;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each role may do, at its own establishment and group and at those of others. */
class PolicyTest {
  private static final String OWN = "420784878";
  private static final String COLLEAGUE = "420780033";
  private static final String STRANGER = "690781810";
  private static final String LOIRE = "ght-loire";
  private static final String RHONE = "ght-rhone";

  private static final Scope OWN_ESTABLISHMENT = new Scope.OfEstablishment(OWN, Set.of(LOIRE));
  private static final Scope COLLEAGUES = new Scope.OfEstablishment(COLLEAGUE, Set.of(LOIRE));
  private static final Scope STRANGERS = new Scope.OfEstablishment(STRANGER, Set.of(RHONE));
  private static final Scope GROUP_WE_SUPPORT = new Scope.OfGroup(LOIRE, Optional.of(OWN));
  private static final Scope GROUP_OTHERS_SUPPORT =
      new Scope.OfGroup(LOIRE, Optional.of(COLLEAGUE));
  private static final Scope GROUP_OF_OTHERS = new Scope.OfGroup(RHONE, Optional.of(STRANGER));
  private static final Scope EVERYTHING = new Scope.Everything();

  /** By hand, not from the policy: which roles may do it, where the caller is in his right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REPORT             | system
          DECLARE            | system dsi
          CORRECT            | dsi
          DECLARE_CONTRACT   | system dsi buyer
          CORRECT_CONTRACT   | dsi buyer
          SET_BUDGET         | dsi
          MANAGE_CREDENTIALS | system dsi
          CREATE_GROUP       | dsi
          GOVERN_GROUP       | dsi
          IMPORT_GROUPS      | ops
          READ               | system requester dsi rssi buyer
          READ_AUDIT         | dsi rssi
          OPERATE            | ops
          ERASE_IDENTITY     | ops
          """)
  void each_action_belongs_to_these_roles(Action action, String words) {
    var may =
        Arrays.stream(Role.values())
            .filter(role -> decide(role, action, rightful(action)) instanceof Allowed)
            .map(Role::word)
            .collect(Collectors.toSet());

    assertThat(may).containsExactlyInAnyOrder(words.split(" "));
  }

  private static Scope rightful(Action action) {
    return switch (action) {
      case REPORT,
          DECLARE,
          CORRECT,
          DECLARE_CONTRACT,
          CORRECT_CONTRACT,
          SET_BUDGET,
          MANAGE_CREDENTIALS ->
          OWN_ESTABLISHMENT;
      case CREATE_GROUP, GOVERN_GROUP, READ, READ_AUDIT -> GROUP_WE_SUPPORT;
      case IMPORT_GROUPS, OPERATE, ERASE_IDENTITY -> EVERYTHING;
    };
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void who_has_no_role_for_it_hears_so_whether_there_is_such_a_thing_or_not(Action action) {
    var nobody = new Caller("p", Set.of(), Set.of(OWN), Set.of(LOIRE));

    assertThat(
            Stream.of(OWN_ESTABLISHMENT, STRANGERS, GROUP_WE_SUPPORT, GROUP_OF_OTHERS, EVERYTHING)
                .map(scope -> Policy.decide(nobody, action, scope)))
        .containsOnly(denied(NOT_YOUR_ROLE));
    assertThat(Policy.mayAnywhere(nobody, action)).isFalse();
  }

  @Test
  void an_establishment_edits_only_its_own_data() {
    for (var action :
        Set.of(
            Action.DECLARE,
            Action.CORRECT,
            Action.DECLARE_CONTRACT,
            Action.CORRECT_CONTRACT,
            Action.SET_BUDGET,
            Action.MANAGE_CREDENTIALS)) {
      assertThat(decide(Role.DSI, action, OWN_ESTABLISHMENT)).isEqualTo(new Allowed(Role.DSI));
      assertThat(decide(Role.DSI, action, COLLEAGUES)).isEqualTo(denied(NOT_YOURS));
      assertThat(decide(Role.DSI, action, STRANGERS)).isEqualTo(denied(UNSEEN));
    }
  }

  @Test
  void also_of_a_support_establishment_that_decides_for_the_group() {
    assertThat(decide(Role.DSI, Action.GOVERN_GROUP, GROUP_WE_SUPPORT))
        .isEqualTo(new Allowed(Role.DSI));
    assertThat(decide(Role.DSI, Action.DECLARE, COLLEAGUES)).isEqualTo(denied(NOT_YOURS));
  }

  @Test
  void decisions_of_the_group_are_for_the_people_of_its_support_establishment_only() {
    for (var action : Set.of(Action.GOVERN_GROUP, Action.CREATE_GROUP)) {
      assertThat(decide(Role.DSI, action, GROUP_OTHERS_SUPPORT)).isEqualTo(denied(NOT_YOURS));
      assertThat(decide(Role.DSI, action, GROUP_OF_OTHERS)).isEqualTo(denied(UNSEEN));
      assertThat(decide(Role.RSSI, action, GROUP_WE_SUPPORT)).isEqualTo(denied(NOT_YOUR_ROLE));
    }
  }

  @Test
  void where_no_establishment_has_the_support_role_nobody_decides() {
    assertThat(decide(Role.DSI, Action.GOVERN_GROUP, new Scope.OfGroup(LOIRE, Optional.empty())))
        .isEqualTo(denied(NOT_YOURS));
  }

  @Test
  void the_support_establishment_of_a_group_that_the_token_does_not_name_decides_nothing() {
    assertThat(decide(Role.DSI, Action.GOVERN_GROUP, new Scope.OfGroup(RHONE, Optional.of(OWN))))
        .isEqualTo(denied(UNSEEN));
  }

  @Test
  void a_group_is_read_by_its_own_and_does_not_exist_for_others() {
    for (var role : Set.of(Role.SYSTEM, Role.REQUESTER, Role.DSI, Role.RSSI, Role.BUYER)) {
      assertThat(decide(role, Action.READ, GROUP_OTHERS_SUPPORT)).isInstanceOf(Allowed.class);
      assertThat(decide(role, Action.READ, COLLEAGUES)).isInstanceOf(Allowed.class);
      assertThat(decide(role, Action.READ, GROUP_OF_OTHERS)).isEqualTo(denied(UNSEEN));
      assertThat(decide(role, Action.READ, STRANGERS)).isEqualTo(denied(UNSEEN));
    }
  }

  @Test
  void who_changed_what_is_read_by_cios_and_security_officers_of_the_group_only() {
    for (var role : Set.of(Role.DSI, Role.RSSI)) {
      assertThat(decide(role, Action.READ_AUDIT, GROUP_OTHERS_SUPPORT))
          .isEqualTo(new Allowed(role));
      assertThat(decide(role, Action.READ_AUDIT, GROUP_OF_OTHERS)).isEqualTo(denied(UNSEEN));
    }
    for (var role : Set.of(Role.SYSTEM, Role.REQUESTER, Role.BUYER, Role.OPS)) {
      assertThat(decide(role, Action.READ_AUDIT, GROUP_WE_SUPPORT))
          .isEqualTo(denied(NOT_YOUR_ROLE));
    }
  }

  @Test
  void an_establishment_reads_its_own_data_whatever_group_it_is_in() {
    var left = new Scope.OfEstablishment(OWN, Set.of());

    assertThat(decide(Role.DSI, Action.READ, left)).isEqualTo(new Allowed(Role.DSI));
  }

  @Test
  void operations_run_the_platform_and_see_no_content() {
    assertThat(decide(Role.OPS, Action.OPERATE, EVERYTHING)).isEqualTo(new Allowed(Role.OPS));
    assertThat(decide(Role.OPS, Action.READ, GROUP_WE_SUPPORT)).isEqualTo(denied(NOT_YOUR_ROLE));
    assertThat(decide(Role.OPS, Action.READ, GROUP_OF_OTHERS)).isEqualTo(denied(NOT_YOUR_ROLE));
  }

  @Test
  void of_several_roles_the_one_that_allows_it_is_recorded() {
    var both = new Caller("p", Set.of(Role.SYSTEM, Role.OPS, Role.DSI), Set.of(OWN), Set.of(LOIRE));

    assertThat(Policy.decide(both, Action.REPORT, OWN_ESTABLISHMENT))
        .isEqualTo(new Allowed(Role.SYSTEM));
    assertThat(Policy.decide(both, Action.DECLARE, OWN_ESTABLISHMENT))
        .isEqualTo(new Allowed(Role.DSI));
    assertThat(Policy.decide(both, Action.OPERATE, EVERYTHING)).isEqualTo(new Allowed(Role.OPS));
  }

  @Test
  void roles_of_others_are_none_of_ours() {
    assertThat(Role.of("dsi")).contains(Role.DSI);
    assertThat(Role.of("offline_access")).isEmpty();
    assertThat(Role.of("")).isEmpty();
  }

  private static Access decide(Role role, Action action, Scope scope) {
    return Policy.decide(new Caller("p", Set.of(role), Set.of(OWN), Set.of(LOIRE)), action, scope);
  }

  private static Denied denied(Denial reason) {
    return new Denied(reason);
  }
}
