package fr.ght.inventory.domain.lifecycle;

import static fr.ght.eventsourcing.Decision.accept;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The releases of one product of endoflife.date, as they were told last. */
public final class Lifecycle
    implements Decider<Lifecycle.RecordLifecycle, Lifecycle.Releases, Lifecycle.LifecycleRecorded> {

  /**
   * @param ght for which group it was told; null for all
   * @param product its name at endoflife.date
   * @param source the address or file that told it
   */
  public record RecordLifecycle(
      @Nullable String ght, String product, String label, List<Release> releases, String source) {
    public RecordLifecycle {
      releases = List.copyOf(releases);
    }
  }

  public record Releases(@Nullable String label, List<Release> all) {
    public Releases {
      all = List.copyOf(all);
    }
  }

  /** All its releases, whole. */
  public record LifecycleRecorded(
      @Nullable String ght, String product, String label, List<Release> releases, String source) {
    public LifecycleRecorded {
      releases = List.copyOf(releases);
    }
  }

  @Override
  public Releases initial() {
    return new Releases(null, List.of());
  }

  @Override
  public Decision<LifecycleRecorded> decide(Releases known, RecordLifecycle command) {
    return known.equals(new Releases(command.label(), command.releases()))
        ? accept()
        : accept(
            new LifecycleRecorded(
                command.ght(),
                command.product(),
                command.label(),
                command.releases(),
                command.source()));
  }

  @Override
  public Releases evolve(Releases before, LifecycleRecorded event) {
    return new Releases(event.label(), event.releases());
  }

  /**
   * The release that a version is of: the one with the longest name that the version begins with;
   * else the one that the product's own name ends with, as in "SQL Server 2019".
   */
  public static Optional<Release> releaseOf(
      List<Release> releases, String product, @Nullable String version) {
    var byVersion =
        version == null
            ? Optional.<Release>empty()
            : releases.stream()
                .filter(release -> release.covers(version))
                .max(Comparator.comparingInt(release -> release.name().length()));
    return byVersion.or(() ->
        releases.stream()
            .filter(release -> (" " + product + " ").contains(" " + release.name() + " "))
            .max(Comparator.comparingInt(release -> release.name().length())));
  }
}
