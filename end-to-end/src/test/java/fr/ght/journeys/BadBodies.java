package fr.ght.journeys;

import fr.ght.benchmarks.InventedMachine;
import fr.ght.benchmarks.Packages;
import fr.ght.benchmarks.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/** What no agent should send, and what attackers do. */
final class BadBodies {
  private static final Path CAPTURED = Project.file("../shared/data/agents/bad");

  private BadBodies() {}

  /** By name: our own, and those captured beside the project where they are there. */
  static Map<String, byte[]> all() {
    var good = new String(report().xml(), StandardCharsets.UTF_8);
    var bodies = new TreeMap<String, byte[]>();
    bodies.put("empty", new byte[0]);
    bodies.put("random", random());
    bodies.put("truncated", Arrays.copyOf(zlib(good), zlib(good).length / 2));
    bodies.put("not well-formed", zlib(good.replace("</CONTENT>", "</CONTINT>")));
    bodies.put("billion laughs", zlib(declaring(laughs(), good)));
    bodies.put(
        "external entity", zlib(declaring("<!ENTITY x SYSTEM \"file:///etc/hostname\">", good)));
    bodies.put("bomb", bomb());
    bodies.putAll(captured());
    return bodies;
  }

  private static Report report() {
    return Report.of(InventedMachine.of("bad", 1), Instant.now(), Packages.installed(100));
  }

  private static byte[] random() {
    var bytes = new byte[4_096];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static String laughs() {
    var entities = new StringBuilder("<!ENTITY x0 \"rire\">");
    for (int i = 1; i < 10; i++) {
      entities.append("<!ENTITY x%d \"%s\">".formatted(i, "&x%d;".formatted(i - 1).repeat(10)));
    }
    return entities.append("<!ENTITY x \"&x9;\">").toString();
  }

  /** The good report with these entities, and a host of the name that they give. */
  private static String declaring(String entities, String good) {
    return good.replaceFirst("<REQUEST>", "<!DOCTYPE REQUEST [" + entities + "]><REQUEST>")
        .replaceFirst("<NAME>bad-00001", "<NAME>&x;");
  }

  /** Some 100 kB that inflate to 100 MiB of a well-formed report. */
  static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    var comment = "A".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(ascii("<REQUEST><CONTENT><SOFTWARES><COMMENTS>"));
      for (int i = 0; i < 100; i++) {
        out.write(comment);
      }
      out.write(
          ascii(
              "</COMMENTS></SOFTWARES></CONTENT><DEVICEID>bomb</DEVICEID>"
                  + "<QUERY>INVENTORY</QUERY></REQUEST>"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> captured() {
    var bodies = new TreeMap<String, byte[]>();
    if (Files.isDirectory(CAPTURED)) {
      try (var files = Files.list(CAPTURED)) {
        for (var file : files.toList()) {
          bodies.put("captured " + file.getFileName(), Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bodies;
  }

  private static byte[] zlib(String text) {
    return Report.zlib(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
