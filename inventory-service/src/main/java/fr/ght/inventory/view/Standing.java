package fr.ght.inventory.view;

import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The instant at which rows are asked for that {@code recorded_from} and {@code recorded_to} bound.
 */
public final class Standing {
  /** All that is recorded has begun by then, and what stands has not ended. */
  private static final Instant NOW = TemporalTable.FOREVER.minusSeconds(1);

  private Standing() {}

  public static OffsetDateTime instant(AsOf asOf) {
    @Nullable Instant recordedBy = asOf.recordedBy();
    return (recordedBy == null ? NOW : recordedBy).atOffset(ZoneOffset.UTC);
  }
}
