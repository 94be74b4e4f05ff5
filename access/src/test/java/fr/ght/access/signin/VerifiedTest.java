package fr.ght.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.access.Role;
import fr.ght.access.identity.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedTest {
  private static final Instant NOW = Instant.parse("2026-11-24T22:00:00Z");
  private static final Verified.Token SAID =
      new Verified.Token(
          new Person("https://sso.example", "1", "DSI"),
          Set.of(Role.DSI),
          Set.of("420784878"),
          Set.of("ght-loire"),
          NOW.plusSeconds(5));

  private final Hands clock = new Hands();
  private final Verified verified = new Verified(clock);

  @Test
  void a_token_that_was_verified_a_moment_ago_says_the_same() {
    verified.keep("a.b.c", SAID);

    assertThat(verified.of("a.b.c")).contains(SAID);
  }

  @Test
  void any_other_token_says_nothing() {
    verified.keep("a.b.c", SAID);

    assertThat(verified.of("a.b.C")).isEmpty();
    assertThat(verified.of("a.b.")).isEmpty();
    assertThat(verified.of("")).isEmpty();
  }

  @Test
  void at_its_end_it_says_nothing_however_short_a_while_ago_it_was_verified() {
    verified.keep("a.b.c", SAID);
    clock.now = SAID.until().minusNanos(1);
    assertThat(verified.of("a.b.c")).isPresent();

    clock.now = SAID.until();
    assertThat(verified.of("a.b.c")).isEmpty();
  }

  @Test
  void it_is_not_believed_for_long_after_its_issuer_was_asked() {
    assertThat(Verified.BELIEVED).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  private static final class Hands extends Clock {
    private Instant now = NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
