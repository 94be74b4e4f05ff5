package fr.ght.inventory.intake.agents.decoding;

import fr.ght.inventory.domain.asset.Observation.Disk;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which entries of STORAGES are disks of the machine. */
final class Disks {
  /** Compressed memory, loop devices, optical drives and what is plugged in for a while. */
  private static final Pattern NO_DISK =
      Pattern.compile("^(/dev/)?(zram|loop|ram|sr|fd|nbd|md|dm-)\\d+$");

  private static final Pattern OTHER_KIND =
      Pattern.compile("(?i)\\b(cd|dvd|cd-?rom|dvd-?ram|floppy|tape|removable)\\b");
  private static final long LARGEST_MB = 1_000_000_000_000L;

  private Disks() {}

  /** The disk that this entry tells of, or null if it is something else. */
  static @Nullable Disk of(Map<String, String> entry) {
    var name = Text.first(entry, 300, "name", "model", "description");
    if (name == null
        || NO_DISK.matcher(name).matches()
        || OTHER_KIND.matcher(entry.getOrDefault("type", "")).find()
        || OTHER_KIND.matcher(entry.getOrDefault("description", "")).find()
        || entry.getOrDefault("interface", "").equalsIgnoreCase("USB")) {
      return null;
    }
    return new Disk(
        name, Text.first(entry, 300, "model"), Text.number(entry.get("disksize"), 1, LARGEST_MB));
  }
}
