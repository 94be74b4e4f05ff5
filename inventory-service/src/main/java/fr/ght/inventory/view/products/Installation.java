package fr.ght.inventory.view.products;

import java.time.Instant;
import java.time.temporal.ChronoField;

/** A product in a version, as machines of a group have it; an empty version if none is known. */
record Installation(String ght, String code, String version) {

  /** By how many machines of an establishment their number changed, and from when on. */
  record Change(Installation installation, String establishment, Instant at) {
    private static final long TICK_NANOS = 10_000_000;

    /** From the next hundredth of a second on, so that what is reported together is one change. */
    static Change of(Installation installation, String establishment, Instant at) {
      long beyond = at.getLong(ChronoField.NANO_OF_SECOND) % TICK_NANOS;
      return new Change(
          installation, establishment, beyond == 0 ? at : at.plusNanos(TICK_NANOS - beyond));
    }
  }
}
