package fr.ght.inventory.intake.agents.decoding;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.ght.inventory.intake.agents.decoding.UnreadableBody.Kind;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hazard a body may carry is refused, with a reason, soon, in bounded memory. */
@Timeout(60)
class BadBodiesTest {
  private static final Instant RECEIVED = Instant.parse("2026-07-24T08:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final long SECRET_SEED = 42;

  private final AgentDecoder decoder = new AgentDecoder(16 << 20);

  static Stream<Arguments> hazards() {
    var xml = Bodies.fixture("fusioninventory.xml");
    var json = Bodies.fixture("glpi.json");
    var text = new String(xml, java.nio.charset.StandardCharsets.UTF_8);
    var zlib = Bodies.zlib(xml);
    var gzip = Bodies.gzip(xml);
    return Stream.of(
        bad("empty", new byte[0], Kind.MALFORMED, "empty"),
        bad("only white space", Bodies.bytes(" \n "), Kind.UNKNOWN_ENCODING, "neither"),
        bad("random bytes", random(4096, 0x0D), Kind.UNKNOWN_ENCODING, "neither"),
        bad("random bytes like zlib", random(4096, 0x78, 0x9C), Kind.MALFORMED, "damaged"),
        bad("random bytes like gzip", random(4096, 0x1F, 0x8B), Kind.MALFORMED, "gzip"),
        bad("random bytes like xml", random(4096, '<'), Kind.MALFORMED, "well-formed"),
        bad("random bytes like json", random(4096, '{'), Kind.MALFORMED, "JSON"),
        bad("bomb of 100 MiB", Bodies.bomb(100), Kind.TOO_LARGE, "text is longer"),
        bad(
            "bomb in a text that is read",
            Bodies.zlib(Bodies.inventory("<HARDWARE><NAME>" + "A".repeat(17 << 20))),
            Kind.TOO_LARGE,
            "text is longer"),
        bad(
            "bomb of many small elements",
            Bodies.zlib(Bodies.inventory("<ENVS><KEY>a</KEY></ENVS>".repeat(1 << 20))),
            Kind.TOO_LARGE,
            "inflated"),
        bad(
            "endless tag",
            Bodies.zlib(Bodies.inventory("<HARDWARE a=\"" + "A".repeat(17 << 20))),
            Kind.TOO_LARGE,
            ""),
        bad("bomb within a bomb", Bodies.zlib(Bodies.bomb(100)), Kind.UNKNOWN_ENCODING, "neither"),
        bad("truncated zlib", Arrays.copyOf(zlib, zlib.length / 2), Kind.MALFORMED, "truncated"),
        bad(
            "zlib without its checksum",
            Arrays.copyOf(zlib, zlib.length - 4),
            Kind.MALFORMED,
            "truncated"),
        bad("truncated gzip", Arrays.copyOf(gzip, gzip.length / 2), Kind.MALFORMED, "truncated"),
        bad("two bytes of zlib", Arrays.copyOf(zlib, 2), Kind.MALFORMED, "truncated"),
        bad("two bytes of gzip", Arrays.copyOf(gzip, 2), Kind.MALFORMED, "gzip"),
        bad("wrong Adler checksum", flipped(zlib, zlib.length - 1), Kind.MALFORMED, "checksum"),
        bad("wrong CRC", flipped(gzip, gzip.length - 8), Kind.MALFORMED, "checksum"),
        bad("UTF-16", text.getBytes(UTF_16), Kind.UNKNOWN_ENCODING, "neither"),
        bad("billion laughs", Bodies.bytes(withDoctype(text, laughs())), Kind.MALFORMED, "DOCTYPE"),
        bad(
            "external entity",
            Bodies.bytes(withDoctype(text, "<!ENTITY x SYSTEM \"file:///etc/hostname\">")),
            Kind.MALFORMED,
            "DOCTYPE"),
        bad(
            "parameter entity",
            Bodies.bytes(withDoctype(text, "<!ENTITY % x SYSTEM \"http://127.0.0.1:9/\"> %x;")),
            Kind.MALFORMED,
            "DOCTYPE"),
        bad(
            "undeclared entity",
            Bodies.inventory("<HARDWARE><NAME>&x;</NAME></HARDWARE>"),
            Kind.MALFORMED,
            ""),
        bad(
            "undeclared entity in a skipped section",
            Bodies.inventory("<ENVS>&x;</ENVS>"),
            Kind.MALFORMED,
            ""),
        bad(
            "not well-formed",
            Bodies.bytes(text.replace("</CONTENT>", "")),
            Kind.MALFORMED,
            "line"),
        bad(
            "cut within the document",
            Arrays.copyOf(xml, xml.length / 2),
            Kind.MALFORMED,
            "well-formed"),
        bad(
            "two documents",
            Bodies.bytes(Bodies.PROLOG + "<REQUEST/>"),
            Kind.MALFORMED,
            "well-formed"),
        bad("HTML", Bodies.bytes("<html><body>hello</body></html>"), Kind.MALFORMED, "REQUEST"),
        bad(
            "deep XML",
            Bodies.inventory("<a>".repeat(100_000) + "</a>".repeat(100_000)),
            Kind.TOO_LARGE,
            "nested"),
        bad(
            "no device id",
            Bodies.bytes(text.replaceAll("(?s)<DEVICEID>.*</DEVICEID>", "")),
            Kind.MALFORMED,
            "device id"),
        bad(
            "giant device id",
            Bodies.bytes(
                text.replaceAll(
                    "(?s)<DEVICEID>.*</DEVICEID>",
                    "<DEVICEID>" + "x".repeat(999_999) + "</DEVICEID>")),
            Kind.MALFORMED,
            "255"),
        bad(
            "no content",
            Bodies.bytes("<REQUEST><DEVICEID>a</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>"),
            Kind.MALFORMED,
            "CONTENT"),
        bad(
            "no query",
            Bodies.bytes("<REQUEST><DEVICEID>a</DEVICEID></REQUEST>"),
            Kind.MALFORMED,
            "QUERY"),
        bad(
            "unknown query",
            Bodies.bytes(text.replace("INVENTORY", "SNMPQUERY")),
            Kind.MALFORMED,
            "PROLOG"),
        bad("cut JSON", Arrays.copyOf(json, json.length / 2), Kind.MALFORMED, "line"),
        bad("JSON and more", Bodies.bytes(Bodies.CONTACT + "{}"), Kind.MALFORMED, "follows"),
        bad("JSON list", Bodies.bytes("[1,2]"), Kind.UNKNOWN_ENCODING, "neither"),
        bad("deep JSON", Bodies.bytes("{\"x\":" + "[".repeat(1_000_000)), Kind.TOO_LARGE, "nested"),
        bad(
            "giant number",
            Bodies.bytes("{\"deviceid\":" + "9".repeat(5_000_000) + "}"),
            Kind.TOO_LARGE,
            "number"),
        bad(
            "giant name",
            Bodies.bytes("{\"" + "n".repeat(5_000_000) + "\":1}"),
            Kind.TOO_LARGE,
            "name"),
        bad(
            "no deviceid",
            Bodies.bytes("{\"action\":\"inventory\",\"content\":{}}"),
            Kind.MALFORMED,
            "device id"),
        bad(
            "deviceid of a wrong type",
            Bodies.bytes("{\"deviceid\":{\"a\":1},\"content\":{}}"),
            Kind.MALFORMED,
            "device id"),
        bad(
            "content of a wrong type",
            Bodies.bytes("{\"deviceid\":\"a\",\"content\":[1]}"),
            Kind.MALFORMED,
            "content"),
        bad(
            "unknown action",
            Bodies.bytes("{\"action\":\"deploy\",\"deviceid\":\"a\"}"),
            Kind.MALFORMED,
            "contact"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hazards")
  void is_refused_soon_and_with_a_reason(String name, byte[] body, Kind kind, String reason) {
    // Of this thread alone, so that what else the machine does is not counted.
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();

    assertThatExceptionOfType(UnreadableBody.class)
        .isThrownBy(() -> decoder.decode(body, RECEIVED))
        .satisfies(refusal -> {
          assertThat(refusal.reason()).contains(reason).doesNotContain("CANARY");
          assertThat(refusal.kind()).isEqualTo(kind);
          assertThat(refusal).hasNoCause();
        });

    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(SOON);
  }

  @Test
  void a_bomb_takes_no_more_memory_than_its_bound() {
    var body = Bodies.bomb(100);
    refuse(body);

    assertThat(allocatedBy(() -> refuse(body))).isLessThan(4L << 20);
  }

  @Test
  void a_bomb_in_a_text_that_is_read_takes_no_more_memory_than_a_text_may() {
    var body = Bodies.zlib(Bodies.inventory("<HARDWARE><NAME>" + "A".repeat(16 << 20)));
    refuse(body);

    assertThat(allocatedBy(() -> refuse(body))).isLessThan(8L << 20);
  }

  @Test
  void names_made_up_by_a_sender_do_not_pile_up() {
    for (int round = 0; round < 20; round++) {
      var names = new StringBuilder();
      for (int i = 0; i < 20_000; i++) {
        names.append("<n").append(round).append('x').append(i).append("/>");
      }
      decoder.decode(Bodies.inventory(names.toString()), RECEIVED);
    }
    var small = Bodies.bytes(Bodies.PROLOG);

    // A shared table of all names ever seen would be copied for each document.
    decoder.decode(small, RECEIVED);
    assertThat(allocatedBy(() -> decoder.decode(small, RECEIVED))).isLessThan(256L << 10);
  }

  private void refuse(byte[] body) {
    assertThatExceptionOfType(UnreadableBody.class)
        .isThrownBy(() -> decoder.decode(body, RECEIVED));
  }

  private static long allocatedBy(Runnable work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static Arguments bad(String name, byte[] body, Kind kind, String reason) {
    return Arguments.of(name, body, kind, reason);
  }

  private static byte[] random(int length, int... first) {
    var bytes = new byte[length];
    new Random(SECRET_SEED).nextBytes(bytes);
    for (int i = 0; i < first.length; i++) {
      bytes[i] = (byte) first[i];
    }
    return bytes;
  }

  private static byte[] flipped(byte[] body, int at) {
    var damaged = body.clone();
    damaged[at] ^= 0x55;
    return damaged;
  }

  private static String withDoctype(String xml, String declarations) {
    return xml.replaceFirst("<REQUEST>", "<!DOCTYPE r [" + declarations + "]>\n<REQUEST>");
  }

  private static String laughs() {
    var declarations = new ByteArrayOutputStream();
    declarations.writeBytes(Bodies.bytes("<!ENTITY l0 \"ha\">"));
    for (int i = 1; i < 10; i++) {
      declarations.writeBytes(
          Bodies.bytes("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10))));
    }
    return declarations.toString();
  }
}
