package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one machine: what its reports say together, whatever order they came in.
 *
 * @param system null if never told
 * @param seen when the latest report was observed
 */
public record Machine(
    Finess establishment,
    AssetKeys keys,
    Hardware.Dated hardware,
    @Nullable DatedSystem system,
    InstalledSoftware software,
    Seen seen) {

  /** An operating system, and when it was told last. */
  public record DatedSystem(OperatingSystem value, Instant at) {

    /** Of two observations of one instant the greater text holds, whichever arrived first. */
    private boolean isLaterThan(@Nullable DatedSystem other) {
      return other == null
          || at.isAfter(other.at)
          || (at.equals(other.at) && value.toString().compareTo(other.value.toString()) > 0);
    }
  }

  /**
   * @param last when the latest report was observed
   * @param recorded when the latest report was observed that left an event
   * @param silent when it had been seen last when its silence was noted; null if it never was
   */
  public record Seen(Instant last, Instant recorded, @Nullable Instant silent) {
    static Seen at(Instant at) {
      return new Seen(at, at, null);
    }

    Seen join(Instant at) {
      return new Seen(later(last, at), recorded, silent);
    }

    Seen recordedAt(Instant at) {
      return new Seen(later(last, at), later(recorded, at), silent);
    }

    Seen silentSince(Instant at) {
      return new Seen(last, recorded, at);
    }

    /** As a note remembers it, of what left no event. */
    Seen lastAt(Instant at) {
      return new Seen(at, recorded, silent);
    }

    private static Instant later(Instant one, Instant other) {
      return other.isAfter(one) ? other : one;
    }
  }

  static Machine justSeen(Finess establishment, AssetKeys keys, Instant at) {
    return new Machine(
        establishment, keys, Hardware.Dated.NOTHING, null, InstalledSoftware.NOT_TOLD, Seen.at(at));
  }

  /** What one report alone says. */
  static Machine of(Finess establishment, Observation report) {
    return new Machine(
        establishment,
        AssetKeys.of(report),
        Hardware.Dated.of(Hardware.of(report), report.at()),
        system(report),
        InstalledSoftware.of(report.software(), report.at(), report.partial()),
        Seen.at(report.at()));
  }

  private static @Nullable DatedSystem system(Observation report) {
    var reported = report.operatingSystem();
    var name = reported == null ? null : Hardware.text(reported.name());
    return reported == null || name == null
        ? null
        : new DatedSystem(
            new OperatingSystem(
                name,
                Hardware.text(reported.version()),
                Hardware.text(reported.kernel()),
                Hardware.text(reported.architecture())),
            report.at());
  }

  public @Nullable OperatingSystem operatingSystem() {
    return system == null ? null : system.value();
  }

  public AssetKind kind() {
    return AssetKind.of(hardware.values().chassis(), system == null ? null : system.value().name());
  }

  /** Whether it has not said anything of itself: its host lists it. */
  public boolean isListed() {
    return AssetKind.isListed(hardware.values().chassis());
  }

  /** The same as changes of a machine that is only listed: no whole report of its own yet. */
  Machine asListed(Machine before) {
    return new Machine(
        establishment, keys, hardware.inTheCaseOf(before.hardware), system, software, seen);
  }

  /** Both together; commutative, associative and idempotent in all that is observed. */
  Machine join(Machine other) {
    var theirs = other.system;
    return new Machine(
        establishment,
        keys.plus(other.keys),
        isListed() == other.isListed() ? hardware.join(other.hardware) : own(other).hardware,
        theirs != null && theirs.isLaterThan(system) ? theirs : system,
        software.join(other.software),
        isListed() == other.isListed()
            ? seen.join(other.seen.last())
            : seen.lastAt(own(other).seen.last()));
  }

  /** What a machine says of itself holds, however much later its host says otherwise. */
  private Machine own(Machine other) {
    return isListed() ? other : this;
  }

  Machine at(Finess newEstablishment) {
    return new Machine(newEstablishment, keys, hardware, system, software, seen);
  }

  Machine with(AssetKeys more) {
    return new Machine(establishment, keys.plus(more), hardware, system, software, seen);
  }

  Machine with(Hardware.Dated now, @Nullable DatedSystem nowSystem, InstalledSoftware nowSoftware) {
    return new Machine(establishment, keys, now, nowSystem, nowSoftware, seen);
  }

  Machine with(Seen now) {
    return new Machine(establishment, keys, hardware, system, software, now);
  }
}
