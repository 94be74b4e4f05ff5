package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.Hardware.Trait;
import fr.ght.inventory.domain.asset.Machine.DatedSystem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When everything that is known of a machine was last observed, as lines of text: what is observed
 * again unchanged leaves no event, and yet nothing older may replace it.
 *
 * <pre>
 * seen     2026-11-23T10:00:00Z
 * system   2026-11-23T10:00:00Z
 * whole    2026-11-23T10:00:00Z
 * hardware 2026-11-23T10:00:00Z  DEVICE  NAME  …
 * named    2026-11-24T10:00:00Z  firefox  …
 * </pre>
 *
 * <p>Fields are separated by tabs, which no name holds.
 */
final class AssetNote {
  private static final String TAB = "\t";

  private AssetNote() {}

  static String write(Machine machine) {
    var lines = new StringBuilder();
    line(lines, "seen", machine.seen().last(), List.of());
    var system = machine.system();
    if (system != null) {
      line(lines, "system", system.at(), List.of());
    }
    var software = machine.software();
    if (software.wholeAt() != null) {
      line(lines, "whole", software.wholeAt(), List.of());
    }
    byTime(machine.hardware().times(), Trait::name)
        .forEach((at, traits) -> line(lines, "hardware", at, traits));
    byTime(software.namedAt(), name -> name)
        .forEach((at, names) -> line(lines, "named", at, names));
    return lines.toString();
  }

  private static <K> Map<Instant, List<String>> byTime(
      Map<K, Instant> times, Function<K, String> text) {
    return times.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                TreeMap::new,
                Collectors.collectingAndThen(
                    Collectors.mapping(entry -> text.apply(entry.getKey()), Collectors.toList()),
                    names -> names.stream().sorted().toList())));
  }

  private static void line(StringBuilder lines, String what, Instant at, List<String> names) {
    lines.append(what).append(TAB).append(at);
    names.forEach(name -> lines.append(TAB).append(name));
    lines.append('\n');
  }

  /** The machine as its events gave it, with the times of {@code note}. */
  static Machine recall(Machine machine, String note) {
    var seen = machine.seen();
    @Nullable DatedSystem system = machine.system();
    @Nullable Instant whole = null;
    var times = new EnumMap<Trait, Instant>(Trait.class);
    var named = new HashMap<String, Instant>();
    for (var line : note.lines().toList()) {
      var fields = List.of(line.split(TAB));
      var at = Instant.parse(fields.get(1));
      var names = fields.subList(2, fields.size());
      switch (fields.getFirst()) {
        case "seen" -> seen = seen.lastAt(at);
        case "system" -> system = system == null ? null : new DatedSystem(system.value(), at);
        case "whole" -> whole = at;
        case "hardware" -> names.forEach(trait -> times.put(Trait.valueOf(trait), at));
        case "named" -> names.forEach(name -> named.put(name, at));
        default -> throw new IllegalArgumentException("no line of a note: " + fields.getFirst());
      }
    }
    return machine
        .with(
            new Hardware.Dated(machine.hardware().values(), times),
            system,
            machine.software().withTimes(whole, named))
        .with(seen);
  }
}
