package fr.ght.eventsourcing.testing;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Holds what a reader took against what the log holds: a reader of the log itself, of a topic or of
 * a view, however it reads. One that goes by the highest position it saw must fail here.
 */
public final class Oracle {
  private Oracle() {}

  /**
   * One event, as the log has it and as a reader took it.
   *
   * @param stream its name, {@code kind/key}
   * @param version its place in its stream
   */
  public record Line(String stream, long version, UUID id) {}

  /**
   * What is wrong with a reader.
   *
   * @param lost events of the log that it never took
   * @param duplicated copies that it took beyond the first
   * @param reordered events whose first copy it took after a later one of their stream
   * @param invented what it took as no event of the log is: by identity, stream and version
   */
  public record Verdict(long lost, long duplicated, long reordered, long invented) {

    /** Whether it took each event once, in the order of each stream, and nothing else. */
    public boolean isClean() {
      return lost + duplicated + reordered + invented == 0;
    }

    @Override
    public String toString() {
      return "%d lost, %d duplicated, %d reordered, %d invented"
          .formatted(lost, duplicated, reordered, invented);
    }
  }

  /**
   * The verdict on a reader that is done.
   *
   * @param log all that there is to take, in any order
   * @param taken in the order in which the reader took it, at least within each stream
   */
  public static Verdict judge(Collection<Line> log, List<Line> taken) {
    var known = new HashSet<>(log);
    var seen = new HashSet<Line>();
    var furthest = new HashMap<String, Long>();
    long duplicated = 0;
    long reordered = 0;
    long invented = 0;
    for (var line : taken) {
      if (!known.contains(line)) {
        invented++;
      } else if (!seen.add(line)) {
        duplicated++;
      } else if (furthest.merge(line.stream(), line.version(), Math::max) > line.version()) {
        reordered++;
      }
    }
    return new Verdict(known.size() - seen.size(), duplicated, reordered, invented);
  }
}
