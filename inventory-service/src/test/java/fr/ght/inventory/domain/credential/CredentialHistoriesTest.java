package fr.ght.inventory.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.Histories;
import fr.ght.inventory.domain.credential.Credential.Active;
import fr.ght.inventory.domain.credential.Credential.Revoked;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialHistoriesTest {

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_asked_credentials_stay_few_and_each_has_one_user_name(int seed) {
    var clock = new AtomicInteger();
    Histories.play(
        new CredentialDecider(),
        new Random(seed),
        random -> command(random, clock.incrementAndGet()),
        credentials -> {
          assertThat(credentials.all().values().stream().map(Credential::user))
              .doesNotHaveDuplicates();
          for (var credential : credentials.all().values()) {
            switch (credential) {
              case Active active -> {
                assertThat(active.formers()).hasSizeLessThanOrEqualTo(3);
                assertThat(active.rightAt(CredentialDeciderTest.MONDAY))
                    .startsWith(active.password());
              }
              case Revoked revoked ->
                  assertThat(revoked.revokedAt()).isAfterOrEqualTo(revoked.issuedAt());
            }
          }
        });
  }

  private static CredentialCommand command(Random random, int second) {
    var id = CredentialDeciderTest.id(1 + random.nextInt(4));
    var at = CredentialDeciderTest.MONDAY.plusSeconds(second);
    var password = CredentialDeciderTest.password(second);
    var chu = CredentialDeciderTest.CHU;
    return switch (random.nextInt(6)) {
      case 0, 1 -> new CredentialCommand.Issue(chu, id, "Site " + random.nextInt(3), password, at);
      case 2, 3, 4 -> {
        var grace = Duration.ofSeconds(random.nextInt(8));
        yield new CredentialCommand.Rotate(chu, id, password, at, at.plus(grace));
      }
      default -> new CredentialCommand.Revoke(chu, id, at);
    };
  }
}
