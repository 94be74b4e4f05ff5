package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.kafka.FactBatch.Decoded;
import fr.ght.eventsourcing.kafka.FactBatch.Opened;
import fr.ght.eventsourcing.kafka.FactBatch.Unreadable;
import fr.ght.eventsourcing.kafka.ViewTables.Offsets;
import fr.ght.eventsourcing.kafka.ViewTables.Standing;
import fr.ght.eventsourcing.kafka.ViewTables.StreamKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a batch means for each view: which facts it takes, which it sets aside, which it has. */
final class Sorting<F> {
  private final Offsets offsets;
  private final Map<StreamKey, Standing> standing;
  private final Map<String, String> parkingFor;
  final Map<String, List<ReceivedFact<F>>> taken = new LinkedHashMap<>();
  final Map<StreamKey, Long> versions = new HashMap<>();
  final List<Parking> parking = new ArrayList<>();

  Sorting(Offsets offsets, Map<StreamKey, Standing> standing, Map<String, String> parkingFor) {
    this.offsets = offsets;
    this.standing = new HashMap<>(standing);
    this.parkingFor = parkingFor;
  }

  /**
   * @param reason null for a fact behind one that stands aside already
   */
  record Parking(
      StreamKey key, int partition, long offset, long version, @Nullable String reason) {}

  void sort(FactView<F> view, Opened<F> one) {
    if (one.offset() < offsets.of(view.name(), one.partition()) || isOfAFormerLife(view, one)) {
      return;
    }
    switch (one) {
      case Decoded<F> decoded -> {
        if (view.takes(decoded.received().fact())) {
          take(view.name(), decoded);
        }
      }
      case Unreadable<F>(var partition, var offset, _, var stream, var version, var reason) ->
          park(new StreamKey(view.name(), stream), partition, offset, version, reason);
    }
  }

  /** What was told of a future that is lost to the log. */
  private boolean isOfAFormerLife(FactView<F> view, Opened<F> one) {
    return one.incarnation() != 0 && one.incarnation() < offsets.incarnation(view.name());
  }

  private void take(String view, Decoded<F> decoded) {
    var fact = decoded.received();
    var key = new StreamKey(view, fact.stream().toString());
    var held = standing.getOrDefault(key, Standing.NEW);
    if (held.parked() || parkingFor.containsKey(view)) {
      park(
          key,
          decoded.partition(),
          decoded.offset(),
          fact.version(),
          parkingFor.getOrDefault(view, "stands behind another"));
    } else if (fact.version() > held.version()) {
      standing.put(key, new Standing(fact.version(), false));
      versions.put(key, fact.version());
      taken.computeIfAbsent(view, _ -> new ArrayList<>()).add(fact);
    }
  }

  private void park(StreamKey key, int partition, long offset, long version, String reason) {
    var held = standing.getOrDefault(key, Standing.NEW);
    parking.add(new Parking(key, partition, offset, version, held.parked() ? null : reason));
    standing.put(key, new Standing(held.version(), true));
  }
}
