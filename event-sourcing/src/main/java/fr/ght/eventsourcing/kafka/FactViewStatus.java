package fr.ght.eventsourcing.kafka;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a view is, for health, metrics and operations.
 *
 * @param completeUpTo every fact recorded at or before this instant is in the view; null while that
 *     is unknown
 * @param lag how long ago {@code completeUpTo} is; since the start while that is unknown
 * @param parkedStreams how many streams stand aside because one of their facts could not be taken
 * @param trouble what keeps it from going on, while it tries again; null if nothing does
 * @param rebuild the last time it was built anew; null if it never was
 */
public record FactViewStatus(
    String view,
    State state,
    double progress,
    @Nullable Instant completeUpTo,
    Duration lag,
    int parkedStreams,
    @Nullable String trouble,
    @Nullable Rebuild rebuild) {

  /** Whether the view is as far as it was before it was last emptied. */
  public enum State {
    LIVE,
    REBUILDING
  }

  /**
   * A view built anew.
   *
   * @param asOf the instant that both digests are of; null if nothing was known to be complete
   * @param digestBefore of the rows that were there; null without {@code asOf}
   * @param digestAfter of the rows that are there now; null until it is finished
   * @param same whether the digests agree; null until that is known
   */
  public record Rebuild(
      Instant begunAt,
      @Nullable Instant asOf,
      @Nullable String digestBefore,
      @Nullable String digestAfter,
      @Nullable Boolean same,
      @Nullable Instant finishedAt) {

    static Rebuild of(ViewTables.Rebuilt row) {
      return new Rebuild(
          row.begunAt(),
          row.asOf(),
          row.digestBefore(),
          row.digestAfter(),
          same(row.digestBefore(), row.digestAfter()),
          row.finishedAt());
    }

    private static @Nullable Boolean same(@Nullable String before, @Nullable String after) {
      return (before == null || after == null) ? null : Boolean.valueOf(before.equals(after));
    }
  }

  /** Whether it gets on. Parked streams do not make a service unfit for use. */
  public boolean isWell() {
    return trouble == null;
  }
}
