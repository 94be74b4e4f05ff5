package fr.ght.http.operations;

import fr.ght.eventsourcing.postgres.Replayed;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of replaying streams.
 *
 * @param streams how many were replayed
 * @param taken how many of their events or facts have been taken, or sent, by that
 * @param parkedAgain those that stand aside again, at most 100 of them
 */
public record ReplayedStreams(int streams, long taken, List<ParkedAgain> parkedAgain) {
  private static final int MOST_SHOWN = 100;

  /** A stream that stands aside again, and why. */
  public record ParkedAgain(String stream, String reason) {}

  public static ReplayedStreams of(List<Replayed> all) {
    var again = new ArrayList<ParkedAgain>();
    long taken = 0;
    for (var one : all) {
      taken += one.taken();
      var reason = one.reason();
      if (reason != null && again.size() < MOST_SHOWN) {
        again.add(new ParkedAgain(one.stream().toString(), reason));
      }
    }
    return new ReplayedStreams(all.size(), taken, again);
  }
}
