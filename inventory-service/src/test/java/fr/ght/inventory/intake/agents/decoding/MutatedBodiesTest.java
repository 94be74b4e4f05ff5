package fr.ght.inventory.intake.agents.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Good bodies with seeded damage: either read or refused, never anything else. */
class MutatedBodiesTest {
  private static final Instant RECEIVED = Instant.parse("2026-07-24T08:00:00Z");
  private static final int MUTATIONS = 3_000;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final AgentDecoder decoder = new AgentDecoder(16 << 20);
  private final Random random = new Random(20261124);

  @Test
  void damaged_bodies_are_read_or_refused_and_nothing_else() {
    var originals =
        List.of(
            Bodies.fixture("fusioninventory.xml"),
            Bodies.fixture("windows.xml"),
            Bodies.fixture("glpi.json"),
            Bodies.fixture("switch.json"),
            Bodies.zlib(Bodies.fixture("ocs.xml")),
            Bodies.gzip(Bodies.fixture("glpi.json")));
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      var body = mutated(originals.get(i % originals.size()));
      long start = System.nanoTime();
      try {
        var message = decoder.decode(body, RECEIVED).message();
        assertThat(message.device()).isNotBlank().hasSizeLessThanOrEqualTo(255);
        read++;
      } catch (UnreadableBody refusal) {
        assertThat(refusal.reason()).doesNotContain("CANARY");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }
    assertThat(read).isBetween(MUTATIONS / 20, MUTATIONS);
  }

  private byte[] mutated(byte[] original) {
    var body = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(6)) {
        case 0 -> body[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> body[at] = (byte) random.nextInt(256);
        case 2 -> body = Arrays.copyOf(body, at + 1);
        case 3 -> body = doubled(body, at, Math.min(body.length, at + random.nextInt(2_000)));
        case 4 -> body = without(body, at, Math.min(body.length, at + random.nextInt(50)));
        default -> Arrays.fill(body, at, Math.min(body.length, at + random.nextInt(20)), (byte) 0);
      }
    }
    return body;
  }

  private static byte[] doubled(byte[] body, int from, int to) {
    var longer = Arrays.copyOf(body, body.length + to - from);
    System.arraycopy(body, from, longer, to, body.length - from);
    return longer;
  }

  private static byte[] without(byte[] body, int from, int to) {
    var shorter = Arrays.copyOf(body, body.length - (to - from));
    System.arraycopy(body, to, shorter, from, body.length - to);
    return shorter.length == 0 ? body : shorter;
  }
}
