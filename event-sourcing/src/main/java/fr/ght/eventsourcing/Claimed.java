package fr.ght.eventsourcing;

import java.util.Set;

/** Who holds a key: its version, which every append that names the key raises, and the streams. */
public record Claimed(long version, Set<StreamId> holders) {
  public static final Claimed NOBODY = new Claimed(0, Set.of());

  public Claimed {
    holders = Set.copyOf(holders);
  }
}
