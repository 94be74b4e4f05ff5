package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.Observation.Software;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is installed on a machine, name by name. A whole list speaks of every name at once, a list
 * of changes only of the names in it; of each name the later observation holds.
 *
 * @param wholeAt when the latest whole list was observed; null if there was none
 * @param byName what is installed under each name, sorted
 * @param namedAt when a list of changes spoke of a name, where that is later than the whole list
 */
public record InstalledSoftware(
    @Nullable Instant wholeAt,
    NavigableMap<String, List<Software>> byName,
    Map<String, Instant> namedAt) {
  private static final Comparator<Software> ORDER =
      Comparator.comparing(Software::name).thenComparing(Software::toString);

  static final InstalledSoftware NOT_TOLD = new InstalledSoftware(null, new TreeMap<>(), Map.of());

  public InstalledSoftware {
    byName = Collections.unmodifiableNavigableMap(byName);
    namedAt = Map.copyOf(namedAt);
  }

  /** What was installed and what was removed between two states. */
  record Difference(List<Software> added, List<Software> removed) {
    boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty();
    }
  }

  static InstalledSoftware of(@Nullable List<Software> listed, Instant at, boolean partial) {
    if (listed == null) {
      return NOT_TOLD;
    }
    var byName = group(listed.stream().map(InstalledSoftware::clean).toList());
    var namedAt = new HashMap<String, Instant>();
    if (partial) {
      byName.keySet().forEach(name -> namedAt.put(name, at));
    }
    return new InstalledSoftware(partial ? null : at, byName, namedAt);
  }

  private static Software clean(Software software) {
    var name = Hardware.text(software.name());
    return new Software(
        name == null ? "?" : name,
        Hardware.text(software.version()),
        Hardware.text(software.publisher()),
        Hardware.text(software.architecture()),
        Hardware.text(software.purl()),
        Hardware.text(software.cpe()));
  }

  private static NavigableMap<String, List<Software>> group(List<Software> listed) {
    var byName = new TreeMap<String, List<Software>>();
    for (var software : listed) {
      byName.merge(software.name(), List.of(software), InstalledSoftware::both);
    }
    return byName;
  }

  private static List<Software> both(List<Software> some, List<Software> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().sorted(ORDER).toList();
  }

  public List<Software> all() {
    return byName.values().stream().flatMap(List::stream).toList();
  }

  public int total() {
    return byName.values().stream().mapToInt(List::size).sum();
  }

  /** What was last said of one name, by which kind of list; sorted by what holds. */
  private record Said(@Nullable Instant at, boolean byChanges, List<Software> installed)
      implements Comparable<Said> {

    /** At one instant a list of changes holds before a whole one, then the greater text. */
    private static final Comparator<Said> HOLDING =
        Comparator.comparing(
                (Said said) -> said.at, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(said -> said.byChanges)
            .thenComparing(said -> said.installed.isEmpty() ? "" : said.installed.toString());

    @Override
    public int compareTo(Said other) {
      return HOLDING.compare(this, other);
    }
  }

  private Said saidOf(String name) {
    var named = namedAt.get(name);
    var installed = byName.getOrDefault(name, List.of());
    return new Said(named == null ? wholeAt : named, named != null, installed);
  }

  /** Of each name the later observation; commutative, associative, idempotent. */
  InstalledSoftware join(InstalledSoftware other) {
    if (other.wholeAt == null && other.namedAt.isEmpty()) {
      return this;
    }
    if (namedAt.isEmpty() && other.namedAt.isEmpty() && !Objects.equals(wholeAt, other.wholeAt)) {
      // Two whole lists: the later one speaks of every name.
      return Objects.equals(later(wholeAt, other.wholeAt), wholeAt) ? this : other;
    }
    var names = new TreeSet<>(byName.keySet());
    names.addAll(other.byName.keySet());
    names.addAll(namedAt.keySet());
    names.addAll(other.namedAt.keySet());
    var installed = new TreeMap<String, List<Software>>();
    var named = new HashMap<String, Instant>();
    for (var name : names) {
      var mine = saidOf(name);
      var theirs = other.saidOf(name);
      var said = mine.compareTo(theirs) >= 0 ? mine : theirs;
      if (!said.installed().isEmpty()) {
        installed.put(name, said.installed());
      }
      if (said.byChanges() && said.at() != null) {
        named.put(name, said.at());
      }
    }
    return new InstalledSoftware(later(wholeAt, other.wholeAt), installed, named);
  }

  Difference differenceTo(InstalledSoftware now) {
    return new Difference(now.without(this), without(now));
  }

  private List<Software> without(InstalledSoftware other) {
    var rest = new ArrayList<Software>();
    byName.forEach((name, installed) -> {
      var others = other.byName.getOrDefault(name, List.of());
      if (!installed.equals(others)) {
        installed.stream().filter(software -> !others.contains(software)).forEach(rest::add);
      }
    });
    return rest;
  }

  /** As an event tells it; {@code partial} speaks of the names in it only. */
  InstalledSoftware changed(
      List<Software> added, List<Software> removed, Instant at, boolean partial) {
    var installed = new TreeMap<>(byName);
    var named = new HashMap<>(namedAt);
    for (var software : removed) {
      var rest = new ArrayList<>(installed.getOrDefault(software.name(), List.of()));
      rest.remove(software);
      installed.put(software.name(), rest);
      named.put(software.name(), at);
    }
    installed.values().removeIf(List::isEmpty);
    for (var software : added) {
      installed.merge(software.name(), List.of(software), InstalledSoftware::both);
      named.put(software.name(), at);
    }
    if (partial) {
      return new InstalledSoftware(wholeAt, installed, named);
    }
    var whole = later(wholeAt, at);
    named.values().removeIf(time -> whole != null && !time.isAfter(whole));
    return new InstalledSoftware(whole, installed, named);
  }

  InstalledSoftware withTimes(@Nullable Instant whole, Map<String, Instant> named) {
    return new InstalledSoftware(whole, byName, named);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
