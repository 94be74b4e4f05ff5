package fr.ght.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuerRuleTest {
  private static final Optional<String> SAFE = Optional.of("https://sso.example.org/realms/ght");
  private static final Optional<String> LOCAL = Optional.of("http://localhost:8080/issuer");

  @Test
  void the_development_issuer_is_refused_outside_the_local_profile_also_behind_https() {
    assertThat(IssuerRule.refusal(false, SAFE, true)).get().asString().contains("development");
    assertThat(IssuerRule.refusal(true, LOCAL, true)).isEmpty();
  }

  @Test
  void an_issuer_that_can_be_overheard_is_refused_outside_the_local_profile() {
    assertThat(IssuerRule.refusal(false, LOCAL, false)).get().asString().contains("https://");
  }

  @Test
  void without_an_issuer_nothing_starts_anywhere() {
    for (var isLocal : new boolean[] {true, false}) {
      assertThat(IssuerRule.refusal(isLocal, Optional.empty(), false))
          .get()
          .asString()
          .contains(IssuerRule.URL);
      assertThat(IssuerRule.refusal(isLocal, Optional.of(" "), false)).isPresent();
    }
  }

  @Test
  void any_other_issuer_behind_https_is_believed() {
    assertThat(IssuerRule.refusal(false, SAFE, false)).isEmpty();
  }
}
