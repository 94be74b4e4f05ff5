package fr.ght.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Claims USUAL = new Claims("roles", "finess", "ght");

  @Test
  void one_value_may_stand_for_itself() {
    Map<String, Object> token = Map.of("roles", "dsi", "finess", "420784878", "ght", "ght-loire");

    assertThat(USUAL.rolesIn(token)).containsExactly(Role.DSI);
    assertThat(USUAL.establishmentsIn(token)).containsExactly("420784878");
    assertThat(USUAL.groupsIn(token)).containsExactly("ght-loire");
  }

  @Test
  void several_values_are_a_list_and_roles_of_others_are_passed_over() {
    Map<String, Object> token =
        Map.of("roles", List.of("dsi", "offline_access", "rssi"), "ght", List.of("a", "b"));

    assertThat(USUAL.rolesIn(token)).containsExactlyInAnyOrder(Role.DSI, Role.RSSI);
    assertThat(USUAL.groupsIn(token)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void what_is_absent_or_of_another_kind_gives_no_right() {
    Map<String, Object> token =
        Map.of("roles", Map.of("dsi", true), "finess", 420784878, "ght", List.of(1, List.of("x")));

    assertThat(USUAL.rolesIn(token)).isEmpty();
    assertThat(USUAL.establishmentsIn(token)).isEmpty();
    assertThat(USUAL.groupsIn(token)).isEmpty();
    assertThat(USUAL.rolesIn(Map.of())).isEmpty();
  }

  @Test
  void claims_may_be_deeper_as_other_issuers_have_them() {
    var deep = new Claims("realm_access/roles", "ght_data/finess", "ght");

    assertThat(deep.rolesIn(Map.of("realm_access", Map.of("roles", List.of("buyer")))))
        .containsExactly(Role.BUYER);
    assertThat(deep.establishmentsIn(Map.of("ght_data", "x"))).isEmpty();
  }

  @Test
  void what_no_database_takes_says_nothing() {
    Map<String, Object> token =
        Map.of("roles", List.of("d\u0000si"), "finess", "4207\u0000", "ght", "ght-\ud800");

    assertThat(USUAL.rolesIn(token)).isEmpty();
    assertThat(USUAL.establishmentsIn(token)).isEmpty();
    assertThat(USUAL.groupsIn(token)).isEmpty();
    assertThat(Claims.nameIn(Map.of("name", "a\u0000b", "preferred_username", "ab")))
        .isEqualTo("ab");
  }

  @Test
  void a_subject_is_as_long_as_openid_connect_lets_it_be() {
    assertThat(Claims.isSubject("x".repeat(255))).isTrue();
    assertThat(Claims.isSubject("x".repeat(256))).isFalse();
    assertThat(Claims.isSubject(" ")).isFalse();
    assertThat(Claims.isSubject("some\u0000body")).isFalse();
  }

  @Test
  void what_the_issuer_marks_for_other_use_is_no_token_to_services() {
    assertThat(Claims.isForOtherUse(Map.of("typ", "ID"))).isTrue();
    assertThat(Claims.isForOtherUse(Map.of("typ", "Refresh"))).isTrue();
    assertThat(Claims.isForOtherUse(Map.of("at_hash", "x"))).isTrue();
    assertThat(Claims.isForOtherUse(Map.of("typ", "Bearer"))).isFalse();
    assertThat(Claims.isForOtherUse(Map.of("typ", 7))).isFalse();
    assertThat(Claims.isForOtherUse(Map.of())).isFalse();
  }
}
