package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts' times read as they always did. */
class InstantTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "2024-02-29T23:59:59.100Z",
        "2026-11-24T21:10:33.000001Z",
        "2026-11-24T21:10:33.120Z",
        "2026-11-24T21:10:33.000000120Z",
        "0000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999999Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void an_instant_reads_as_iso_8601_has_it(String text) {
    assertThat(text(Instant.parse(text))).isEqualTo(Instant.parse(text).toString());
  }

  @Test
  void any_instant_reads_as_the_platform_writes_it() {
    var random = new Random(20170512);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-80_000_000_000L, 300_000_000_000L);
      int nanos = new int[] {1, 1_000, 1_000_000}[i % 3] * random.nextInt(1_000);
      var instant = Instant.ofEpochSecond(second, nanos);
      assertThat(text(instant)).isEqualTo(instant.toString());
    }
  }

  private static String text(Instant instant) {
    return new String(InstantText.of(instant), StandardCharsets.US_ASCII);
  }
}
