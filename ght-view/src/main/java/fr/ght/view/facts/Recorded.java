package fr.ght.view.facts;

import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants as statements take them. */
public final class Recorded {
  /** Behind every recorded instant, and still before the end of a version that stands. */
  public static final Instant ALL = TemporalTable.FOREVER.minus(Duration.ofDays(1));

  private Recorded() {}

  /** For {@code recorded_from <= $n and recorded_to > $n}. */
  public static OffsetDateTime by(AsOf asOf) {
    var instant = asOf.recordedBy();
    return sql(instant == null ? ALL : instant);
  }

  public static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
