package fr.ght.inventory.intake.agents.decoding;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/**
 * When a machine was observed: the report's own date at the offset that it states, else in
 * Europe/Paris. A date that is absent, unreadable, or more than five minutes in the future says
 * nothing, and the receipt counts.
 */
final class ObservationTime {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** {@code 2026-11-23 17:56:56}, with slashes, with a T, without seconds, with an offset. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern(
          "uuuu[-][/]MM[-][/]dd[ ]['T']HH:mm[:ss][.SSSSSS][.SSS][[ ]XXX][[ ]XX]");

  private ObservationTime() {}

  static Instant of(@Nullable String date, @Nullable String offset, Instant receivedAt) {
    var stated = stated(date, offset);
    return stated == null || stated.isAfter(receivedAt.plus(CLOCKS_DIFFER)) ? receivedAt : stated;
  }

  private static @Nullable Instant stated(@Nullable String date, @Nullable String offset) {
    if (date == null) {
      return null;
    }
    try {
      var parsed = DATE.parse(date);
      var local = LocalDateTime.from(parsed);
      var own = parsed.query(TemporalQueries.offset());
      return own == null ? local.atZone(zone(offset)).toInstant() : local.toInstant(own);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static ZoneId zone(@Nullable String offset) {
    try {
      return offset == null ? PARIS : ZoneOffset.of(offset);
    } catch (DateTimeException _) {
      return PARIS;
    }
  }
}
