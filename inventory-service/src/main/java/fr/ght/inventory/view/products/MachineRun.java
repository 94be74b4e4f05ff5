package fr.ght.inventory.view.products;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.eventsourcing.Recorded;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.Observation.Software;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run of events of machines, with nothing between them that names software otherwise: what they
 * change in the counts.
 */
final class MachineRun {
  private static final String MACHINES = Sql.named(MachineRun.class, "machines");
  private static final String PUT = Sql.named(MachineRun.class, "put-machines");
  private static final String REMOVE = Sql.named(MachineRun.class, "remove-machines");
  private static final String GROUPS = Sql.named(MachineRun.class, "groups-of");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SqlConnection tx;
  private final SoftwareEntries entries;
  private final List<Recorded<AssetEvent>> events;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Set<String>> groups = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  private MachineRun(SqlConnection tx, SoftwareEntries entries, List<Recorded<AssetEvent>> events) {
    this.tx = tx;
    this.entries = entries;
    this.events = events;
  }

  /**
   * A machine as it is counted.
   *
   * @param software numbers of the dictionary, rising
   */
  private record Machine(
      String asset, String establishment, boolean counted, List<Integer> software) {

    Machine at(String other) {
      return new Machine(asset, other, counted, software);
    }

    Machine counted(boolean now) {
      return new Machine(asset, establishment, now, software);
    }

    Machine with(List<Integer> now) {
      return new Machine(asset, establishment, counted, now);
    }
  }

  /** A machine before and after an event; null where it is not there. */
  private record Step(@Nullable Machine before, @Nullable Machine after, Instant at) {}

  /**
   * @param numbers of all software that the events name, in the dictionary
   */
  static Uni<Void> apply(
      SqlConnection tx,
      SoftwareEntries entries,
      List<Recorded<AssetEvent>> events,
      Map<Software, Integer> numbers) {
    var mine = events.stream().filter(recorded -> concerns(recorded.event())).toList();
    return mine.isEmpty()
        ? Uni.createFrom().voidItem()
        : new MachineRun(tx, entries, mine).apply(numbers);
  }

  private static boolean concerns(AssetEvent event) {
    return switch (event) {
      case AssetDiscovered _,
          AssetSoftwareChanged _,
          AssetMoved _,
          AssetRetired _,
          AssetReturned _,
          AssetMerged _ ->
          true;
      case AssetReportKept _,
          AssetKeysLearned _,
          AssetHardwareChanged _,
          AssetOperatingSystemChanged _,
          AssetSeen _,
          AssetSilenceNoted _ ->
          false;
    };
  }

  private Uni<Void> apply(Map<Software, Integer> numbers) {
    return loadMachines()
        .invoke(() -> events.forEach(recorded -> step(recorded, numbers)))
        .chain(this::loadGroups)
        .chain(this::count)
        .chain(this::writeMachines);
  }

  private static String asset(Recorded<AssetEvent> recorded) {
    return recorded.line().stream().key();
  }

  private Uni<Void> loadMachines() {
    var assets = events.stream().map(MachineRun::asset).distinct().toArray(String[]::new);
    return tx.preparedQuery(MACHINES)
        .execute(Tuple.of(assets))
        .invoke(rows -> rows.forEach(row -> machines.put(row.getString("asset"), machine(row))))
        .replaceWithVoid();
  }

  private static Machine machine(Row row) {
    return new Machine(
        row.getString("asset"),
        row.getString("establishment"),
        row.getBoolean("counted"),
        Arrays.asList(row.getArrayOfIntegers("software")));
  }

  private void step(Recorded<AssetEvent> recorded, Map<Software, Integer> numbers) {
    var asset = asset(recorded);
    var before = machines.get(asset);
    var after = after(asset, before, recorded.event(), numbers);
    if (after == null) {
      machines.remove(asset);
    } else {
      machines.put(asset, after);
    }
    steps.add(new Step(before, after, recorded.line().recordedAt()));
  }

  private static @Nullable Machine after(
      String asset, @Nullable Machine before, AssetEvent event, Map<Software, Integer> numbers) {
    return switch (event) {
      case AssetDiscovered discovered ->
          new Machine(asset, discovered.establishment().number(), true, List.of());
      case AssetSoftwareChanged changed ->
          before == null ? null : before.with(installed(before.software(), changed, numbers));
      case AssetMoved(_, var to, _) -> before == null ? null : before.at(to.number());
      case AssetRetired _ -> before == null ? null : before.counted(false);
      case AssetReturned _ -> before == null ? null : before.counted(true);
      case AssetMerged _ -> null;
      case AssetReportKept _,
          AssetKeysLearned _,
          AssetHardwareChanged _,
          AssetOperatingSystemChanged _,
          AssetSeen _,
          AssetSilenceNoted _ ->
          before;
    };
  }

  private static List<Integer> installed(
      List<Integer> before, AssetSoftwareChanged changed, Map<Software, Integer> numbers) {
    var now = new TreeSet<>(before);
    changed.removed().forEach(software -> now.remove(numbers.get(software)));
    changed.added().forEach(software -> now.add(numbers.get(software)));
    return List.copyOf(now);
  }

  private static Stream<Machine> machines(Step step) {
    return Stream.of(Optional.ofNullable(step.before), Optional.ofNullable(step.after))
        .flatMap(Optional::stream);
  }

  private Uni<Void> loadGroups() {
    var establishments =
        steps.stream()
            .flatMap(MachineRun::machines)
            .map(Machine::establishment)
            .distinct()
            .toArray(String[]::new);
    return tx.preparedQuery(GROUPS)
        .execute(Tuple.of(establishments))
        .invoke(rows ->
            rows.forEach(row ->
                groups
                    .computeIfAbsent(row.getString("ght"), _ -> new HashSet<>())
                    .add(row.getString("establishment"))))
        .replaceWithVoid();
  }

  private Uni<Void> count() {
    var counts = new InstallationCounts();
    return Multi.createFrom()
        .iterable(groups.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList())
        .onItem()
        .transformToUniAndConcatenate(
            group -> count(group.getKey(), group.getValue(), counts).replaceWith(true))
        .collect()
        .last()
        .chain(() -> counts.write(tx));
  }

  private Uni<Void> count(String ght, Set<String> establishments, InstallationCounts counts) {
    var since = new HashMap<Integer, Instant>();
    for (var step : steps) {
      machines(step)
          .filter(machine -> establishments.contains(machine.establishment()))
          .flatMap(machine -> machine.software().stream())
          .forEach(software -> since.putIfAbsent(software, step.at()));
    }
    return entries
        .installations(tx, ght, since.keySet())
        .chain(known -> {
          since.keySet().removeAll(known.keySet());
          return entries
              .name(tx, ght, since)
              .chain(() -> entries.installations(tx, ght, Set.copyOf(since.keySet())))
              .invoke(known::putAll)
              .replaceWith(known);
        })
        .invoke(known -> {
          for (var step : steps) {
            count(step, establishments, known, counts);
          }
        })
        .replaceWithVoid();
  }

  private static void count(
      Step step,
      Set<String> establishments,
      Map<Integer, Optional<Installation>> known,
      InstallationCounts counts) {
    var before = installations(step.before, establishments, known);
    var after = installations(step.after, establishments, known);
    var from = step.before == null ? "" : step.before.establishment();
    var to = step.after == null ? "" : step.after.establishment();
    for (var installation : before) {
      if (!from.equals(to) || !after.contains(installation)) {
        counts.add(installation, from, step.at(), -1);
      }
    }
    for (var installation : after) {
      if (!from.equals(to) || !before.contains(installation)) {
        counts.add(installation, to, step.at(), 1);
      }
    }
  }

  /** A product in a version counts once, by however many names it is reported. */
  private static Set<Installation> installations(
      @Nullable Machine machine,
      Set<String> establishments,
      Map<Integer, Optional<Installation>> known) {
    if (machine == null
        || !machine.counted()
        || !establishments.contains(machine.establishment())) {
      return Set.of();
    }
    var all = new HashSet<Installation>();
    for (var software : machine.software()) {
      known.getOrDefault(software, Optional.empty()).ifPresent(all::add);
    }
    return all;
  }

  private Uni<Void> writeMachines() {
    var gone =
        events.stream()
            .map(MachineRun::asset)
            .filter(asset -> !machines.containsKey(asset))
            .distinct()
            .toArray(String[]::new);
    var removed =
        gone.length == 0
            ? Uni.createFrom().voidItem()
            : tx.preparedQuery(REMOVE).execute(Tuple.of(gone)).replaceWithVoid();
    return removed.chain(() ->
        machines.isEmpty()
            ? Uni.createFrom().voidItem()
            : tx.preparedQuery(PUT).execute(Tuple.of(written())).replaceWithVoid());
  }

  private String written() {
    try {
      return JSON.writeValueAsString(machines.values());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("machines cannot be written", e);
    }
  }
}
