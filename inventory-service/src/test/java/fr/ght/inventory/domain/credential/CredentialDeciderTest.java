package fr.ght.inventory.domain.credential;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.credential.Credential.Active;
import fr.ght.inventory.domain.credential.CredentialCommand.Issue;
import fr.ght.inventory.domain.credential.CredentialCommand.Revoke;
import fr.ght.inventory.domain.credential.CredentialCommand.Rotate;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialIssued;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialRevoked;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialRotated;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CredentialDeciderTest {
  static final CredentialDecider CREDENTIALS = new CredentialDecider();
  static final Finess CHU = new Finess("420784878");
  static final CredentialId ONE = id(1);
  static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
  static final Duration GRACE = Duration.ofDays(14);
  static final StoredPassword FIRST = new StoredPassword("hash 1", 1);
  static final StoredPassword SECOND = new StoredPassword("hash 2", 2);
  static final StoredPassword THIRD = new StoredPassword("hash 3", 3);
  static final CredentialIssued ISSUED = issued(ONE);
  static final CredentialRevoked REVOKED = new CredentialRevoked(CHU, ONE, MONDAY.plusSeconds(60));

  @Test
  void a_credential_is_issued_under_a_user_name_that_names_the_establishment() {
    given(CREDENTIALS).when(issue(ONE)).then(ISSUED);
    assertThat(ISSUED.user()).isEqualTo("420784878-00000001");
  }

  @Test
  void issuing_the_same_again_changes_nothing() {
    given(CREDENTIALS, ISSUED).when(issue(ONE)).thenNothing();
  }

  @Test
  void a_user_name_is_given_once_also_when_its_credential_is_revoked() {
    var namesake = new CredentialId(new UUID(ONE.value().getMostSignificantBits(), 7));

    given(CREDENTIALS, ISSUED).when(issue(namesake)).thenRefused(CredentialRefusal.USER_NAME_TAKEN);
    given(CREDENTIALS, ISSUED, REVOKED)
        .when(issue(ONE))
        .thenRefused(CredentialRefusal.USER_NAME_TAKEN);
  }

  @Test
  void twenty_are_active_at_once_and_a_revoked_one_makes_room() {
    var twenty = IntStream.rangeClosed(1, 20).mapToObj(i -> issued(id(i))).toList();

    given(CREDENTIALS, twenty.toArray(CredentialEvent[]::new))
        .when(issue(id(21)))
        .thenRefused(CredentialRefusal.TOO_MANY_CREDENTIALS);
    given(CREDENTIALS, and(twenty, REVOKED)).when(issue(id(21))).then(issued(id(21)));
  }

  @Test
  void after_a_rotation_the_former_password_is_right_until_the_grace_period_ends() {
    given(CREDENTIALS, ISSUED)
        .when(rotate(SECOND, MONDAY, GRACE))
        .then(rotated(SECOND, MONDAY, GRACE));

    var active = active(ISSUED, rotated(SECOND, MONDAY, GRACE));
    assertThat(active.rightAt(MONDAY)).containsExactly(SECOND, FIRST);
    assertThat(active.rightAt(MONDAY.plus(GRACE).minusMillis(1))).containsExactly(SECOND, FIRST);
    assertThat(active.rightAt(MONDAY.plus(GRACE))).containsExactly(SECOND);
  }

  @Test
  void two_rotations_one_after_the_other_lock_nobody_out() {
    var later = MONDAY.plusSeconds(1);
    var active = active(ISSUED, rotated(SECOND, MONDAY, GRACE), rotated(THIRD, later, GRACE));

    assertThat(active.rightAt(later)).containsExactly(THIRD, SECOND, FIRST);
    assertThat(active.rightAt(MONDAY.plus(GRACE))).containsExactly(THIRD, SECOND);
    assertThat(active.rightAt(later.plus(GRACE))).containsExactly(THIRD);
  }

  @Test
  void a_rotation_without_grace_ends_every_former_password_at_once() {
    var later = MONDAY.plusSeconds(1);
    var active =
        active(ISSUED, rotated(SECOND, MONDAY, GRACE), rotated(THIRD, later, Duration.ZERO));

    assertThat(active.rightAt(later)).containsExactly(THIRD);
  }

  @Test
  void a_rotation_is_repeated_without_effect() {
    given(CREDENTIALS, ISSUED, rotated(SECOND, MONDAY, GRACE))
        .when(rotate(SECOND, MONDAY, GRACE))
        .thenNothing();
  }

  @Test
  void more_than_three_former_passwords_are_never_right() {
    var three = new CredentialEvent[] {ISSUED, rotated(2), rotated(3), rotated(4)};

    given(CREDENTIALS, three)
        .when(rotate(password(5), MONDAY.plusSeconds(5), GRACE))
        .thenRefused(CredentialRefusal.ROTATED_TOO_OFTEN);
    given(CREDENTIALS, three)
        .when(rotate(password(5), MONDAY.plusSeconds(5), Duration.ZERO))
        .then(rotated(password(5), MONDAY.plusSeconds(5), Duration.ZERO));
    var afterGrace = MONDAY.plus(GRACE).plusSeconds(2);
    given(CREDENTIALS, three)
        .when(rotate(password(5), afterGrace, GRACE))
        .then(rotated(password(5), afterGrace, GRACE));
  }

  @Test
  void a_credential_is_revoked_once_and_for_good() {
    given(CREDENTIALS, ISSUED).when(revoke(ONE)).then(REVOKED);
    given(CREDENTIALS, ISSUED, REVOKED).when(revoke(ONE)).thenNothing();
    given(CREDENTIALS, ISSUED, REVOKED)
        .when(rotate(SECOND, MONDAY.plusSeconds(90), GRACE))
        .thenRefused(CredentialRefusal.CREDENTIAL_REVOKED);
  }

  @Test
  void what_was_never_issued_is_neither_rotated_nor_revoked() {
    given(CREDENTIALS)
        .when(rotate(SECOND, MONDAY, GRACE))
        .thenRefused(CredentialRefusal.UNKNOWN_CREDENTIAL);
    given(CREDENTIALS, issued(id(2)))
        .when(revoke(ONE))
        .thenRefused(CredentialRefusal.UNKNOWN_CREDENTIAL);
  }

  @Test
  void no_text_of_a_command_or_an_event_shows_the_hash() {
    assertThat(List.of(issue(ONE), rotate(FIRST, MONDAY, GRACE), ISSUED, active(ISSUED)))
        .noneMatch(shown -> shown.toString().contains("hash 1"));
  }

  static CredentialId id(int number) {
    return new CredentialId(new UUID((long) number << 32, number));
  }

  static Issue issue(CredentialId id) {
    return new Issue(CHU, id, "Site nord", FIRST, MONDAY);
  }

  static CredentialIssued issued(CredentialId id) {
    return new CredentialIssued(CHU, id, id.userAt(CHU), "Site nord", FIRST, MONDAY);
  }

  static Rotate rotate(StoredPassword password, Instant at, Duration grace) {
    return new Rotate(CHU, ONE, password, at, at.plus(grace));
  }

  static StoredPassword password(int number) {
    return new StoredPassword("hash " + number, number);
  }

  private static CredentialRotated rotated(int number) {
    return rotated(password(number), MONDAY.plusSeconds(number), GRACE);
  }

  private static CredentialRotated rotated(StoredPassword password, Instant at, Duration grace) {
    return new CredentialRotated(CHU, ONE, password, at, at.plus(grace));
  }

  private static Revoke revoke(CredentialId id) {
    return new Revoke(CHU, id, MONDAY.plusSeconds(60));
  }

  private static Active active(CredentialEvent... history) {
    var credentials = CREDENTIALS.fold(CREDENTIALS.initial(), List.of(history));
    return (Active) credentials.all().get(ONE);
  }

  private static CredentialEvent[] and(List<CredentialIssued> history, CredentialEvent more) {
    var all = new java.util.ArrayList<CredentialEvent>(history);
    all.add(more);
    return all.toArray(CredentialEvent[]::new);
  }
}
