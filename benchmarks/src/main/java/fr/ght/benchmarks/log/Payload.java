package fr.ght.benchmarks.log;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A JSON object of about the wanted size that does not compress to nothing. */
final class Payload {
  private static final int AROUND = 12;

  private Payload() {}

  static String of(int characters) {
    var random = new byte[Math.max(1, (characters - AROUND) / 4)];
    ThreadLocalRandom.current().nextBytes(random);
    var half = HexFormat.of().formatHex(random);
    return "{\"value\":\"" + half + half + "\"}";
  }
}
