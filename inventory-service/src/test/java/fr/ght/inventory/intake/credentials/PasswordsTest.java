package fr.ght.inventory.intake.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final String USER = "420784878-9f1c2ab4";

  private final Passwords passwords = new Passwords();

  @Test
  void a_password_matches_what_is_kept_of_it_and_no_other_does() {
    var password = passwords.generate();
    var kept = passwords.store(USER, password);

    assertThat(passwords.matches(kept, password)).isTrue();
    assertThat(passwords.matches(kept, passwords.generate())).isFalse();
    assertThat(passwords.mayMatch(kept, USER, password)).isTrue();
    assertThat(passwords.mayMatch(kept, "420784878-00000000", password)).isFalse();
  }

  @Test
  void what_is_kept_is_bcrypt_with_a_salt_of_its_own() {
    var password = passwords.generate();
    var kept = passwords.store(USER, password);

    assertThat(kept.hash()).matches("\\$2[aby]\\$10\\$[./A-Za-z0-9]{53}").doesNotContain(password);
    assertThat(passwords.store(USER, password).hash()).isNotEqualTo(kept.hash());
  }

  @Test
  void a_hash_that_another_program_made_is_understood() {
    var kept =
        new fr.ght.inventory.domain.credential.StoredPassword(
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", 0);

    assertThat(passwords.matches(kept, "U*U")).isTrue();
    assertThat(passwords.matches(kept, "U*V")).isFalse();
  }

  @Test
  void generated_passwords_are_all_different_and_well_formed() {
    var many = Stream.generate(passwords::generate).limit(1_000).toList();

    assertThat(many).doesNotHaveDuplicates().allMatch(passwords::isWellFormed);
  }

  @Test
  void nothing_else_is_well_formed() {
    for (var other : new String[] {"", "x", "é".repeat(28), "a".repeat(27), "a".repeat(29)}) {
      assertThat(passwords.isWellFormed(other)).as(other).isFalse();
    }
  }
}
