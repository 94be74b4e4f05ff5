package fr.ght.inventory.reaction;

import fr.ght.http.AsOf;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands at noon of a day until it is put on. */
final class PausedClock extends Clock {
  private volatile Instant now;

  private PausedClock(Instant now) {
    this.now = now;
  }

  static PausedClock at(String day) {
    return new PausedClock(noon(day));
  }

  private static Instant noon(String day) {
    return LocalDate.parse(day).atTime(12, 0).atZone(AsOf.PARIS).toInstant();
  }

  void putTo(String day) {
    now = noon(day);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
