package fr.ght.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTokenTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic YTpi", "Bearer", "Bearer a.b.c", "bearer  a-_9.b.c "})
  void a_token_or_another_scheme_is_read_on(String header) {
    assertThat(OneToken.isReadable(List.of(header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer ..",
        "Bearer .",
        "Bearer a..c",
        "Bearer a.b.c.d",
        "Bearer a.b.c, Bearer a.b.c",
        "Bearer a.b=.c",
        "BEARER x"
      })
  void what_has_not_three_parts_is_no_token(String header) {
    assertThat(OneToken.isReadable(List.of(header))).isFalse();
  }

  @Test
  void two_are_none_and_none_is_read_on() {
    assertThat(OneToken.isReadable(List.of("Bearer a.b.c", "Bearer a.b.c"))).isFalse();
    assertThat(OneToken.isReadable(List.of("Basic YTpi", "Bearer a.b.c"))).isFalse();
    assertThat(OneToken.isReadable(List.of())).isTrue();
  }
}
