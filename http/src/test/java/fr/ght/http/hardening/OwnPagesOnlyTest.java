package fr.ght.http.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPagesOnlyTest {
  private static final String HERE = "ght.example:8443";

  @Test
  void a_page_of_ours_may_change_something() {
    assertThat(OwnPagesOnly.isOwn("same-origin", null, HERE)).isTrue();
    assertThat(OwnPagesOnly.isOwn(null, "https://ght.example:8443", HERE)).isTrue();
    assertThat(OwnPagesOnly.isOwn(null, "https://GHT.example:8443", HERE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", "", "SAME-ORIGIN "})
  void what_the_browser_says_to_be_of_others_may_not_whatever_the_origin(String site) {
    assertThat(OwnPagesOnly.isOwn(site, "https://" + HERE, HERE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "https://evil.example",
        "https://ght.example",
        "https://ght.example:8443.evil.example",
        "https://evil.example/https://ght.example:8443",
        "https://x@ght.example:8443",
        "ght.example:8443"
      })
  void another_origin_may_not(String origin) {
    assertThat(OwnPagesOnly.isOwn(null, origin, HERE)).isFalse();
  }

  @Test
  void who_says_nothing_of_where_it_comes_from_may_not() {
    assertThat(OwnPagesOnly.isOwn(null, null, HERE)).isFalse();
  }
}
