package fr.ght.eventsourcing.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a view, for operations.
 *
 * @param begunAt when it began to be filled
 * @param changedAt when its state changed last
 * @param done of {@code total} events that it has passed while it was filled
 * @param perSecond how many of them lately
 * @param trouble what keeps the filling from going on, while it tries again; null if nothing does
 * @param digestBefore of the live version, when both were compared; null before that
 * @param digestAfter of this version, just then
 * @param onlyBefore how many rows only the live version had; null where the digests are the same
 * @param onlyAfter how many rows only this version has
 */
public record ViewVersion(
    String view,
    int version,
    VersionState state,
    Instant begunAt,
    Instant changedAt,
    long done,
    long total,
    long perSecond,
    @Nullable String trouble,
    @Nullable String digestBefore,
    @Nullable String digestAfter,
    @Nullable Long onlyBefore,
    @Nullable Long onlyAfter) {

  /** Whether both digests are the same; null before they were compared. */
  @JsonProperty
  public @Nullable Boolean same() {
    var before = digestBefore;
    var after = digestAfter;
    return (before == null || after == null) ? null : Boolean.valueOf(before.equals(after));
  }

  /** How long the filling takes from now on; null while that cannot be told. */
  @JsonProperty
  public @Nullable Long remainingSeconds() {
    return state != VersionState.FILLING || perSecond == 0
        ? null
        : Long.valueOf((total - done) / perSecond);
  }
}
