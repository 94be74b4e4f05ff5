package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Every event names the machine's establishment, so that each can be told to others by itself. */
public sealed interface AssetEvent {

  /** From now on the machine counts. */
  record AssetDiscovered(Finess establishment, AssetKind kind, String name, Instant observedAt)
      implements AssetEvent {}

  /** A report of changes was kept, of a machine that has not sent a whole one yet. */
  record AssetReportKept(Finess establishment, Observation report) implements AssetEvent {}

  /** The machine is recognised by these keys too. */
  record AssetKeysLearned(Finess establishment, AssetKeys keys) implements AssetEvent {}

  /** The hardware as it is now, whole. */
  record AssetHardwareChanged(
      Finess establishment, AssetKind kind, Hardware hardware, Instant observedAt)
      implements AssetEvent {}

  record AssetOperatingSystemChanged(
      Finess establishment, OperatingSystem operatingSystem, Instant observedAt)
      implements AssetEvent {}

  /**
   * What was installed and removed.
   *
   * @param total how much is installed now
   * @param partial whether the report spoke of changes only
   */
  record AssetSoftwareChanged(
      Finess establishment,
      List<Software> added,
      List<Software> removed,
      int total,
      boolean partial,
      Instant observedAt)
      implements AssetEvent {
    public AssetSoftwareChanged {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }

  /** Nothing had changed; at most once a machine a day. */
  record AssetSeen(Finess establishment, Instant observedAt) implements AssetEvent {}

  record AssetMoved(Finess from, Finess to, String reason) implements AssetEvent {}

  record AssetRetired(Finess establishment, LocalDate on, String reason) implements AssetEvent {}

  record AssetReturned(Finess establishment, Instant observedAt) implements AssetEvent {}

  /** It was seen last at that time, and not for long since. It counts as before. */
  record AssetSilenceNoted(Finess establishment, Instant lastSeenAt) implements AssetEvent {}

  record AssetMerged(Finess establishment, AssetId into) implements AssetEvent {}
}
