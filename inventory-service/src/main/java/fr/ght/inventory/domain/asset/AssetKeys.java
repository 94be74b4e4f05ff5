package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what a machine is recognised. Values are normalised, placeholders are left out, and sets are
 * sorted, so that equal keys are equal values.
 *
 * @param uuids of the hardware, lower case with hyphens
 * @param serials as {@code manufacturer|serial}, lower case; a serial without its manufacturer is
 *     no key
 * @param macs of physical interfaces, lower case with colons
 * @param devices the agents' device ids
 */
public record AssetKeys(
    SortedSet<String> uuids,
    SortedSet<String> serials,
    SortedSet<String> macs,
    SortedSet<String> devices) {
  private static final Pattern HEX_UUID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern HEX_MAC = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern LEGAL_FORM =
      Pattern.compile(
          "\\b(incorporated|inc|corporation|corp|company|co|limited|ltd|gmbh|ag|sa|sas|llc|plc)\\b");

  public static final AssetKeys NONE = new AssetKeys(List.of(), List.of(), List.of(), List.of());

  /** How far a kind of key proves that two reports come from one machine, strongest first. */
  public enum Strength {
    UUID,
    SERIAL,
    MAC,
    DEVICE;

    /** Whether it alone names a machine; a weak one only helps to find it. */
    public boolean isStrong() {
      return this == UUID || this == SERIAL;
    }
  }

  /** What the keys of two reports or machines say of each other. */
  public enum Relation {
    SAME,
    DIFFERENT,
    UNRELATED
  }

  public AssetKeys {
    uuids = sorted(uuids);
    serials = sorted(serials);
    macs = sorted(macs);
    devices = sorted(devices);
  }

  public AssetKeys(
      Collection<String> uuids,
      Collection<String> serials,
      Collection<String> macs,
      Collection<String> devices) {
    this(new TreeSet<>(uuids), new TreeSet<>(serials), new TreeSet<>(macs), new TreeSet<>(devices));
  }

  /** The keys that a report shows. */
  public static AssetKeys of(Observation report) {
    var hull = report.hull();
    var firmware = report.firmware();
    var network = report.network() == null ? List.<NetworkInterface>of() : report.network();
    return new AssetKeys(
        present(hull == null ? null : uuid(hull.uuid())),
        present(firmware == null ? null : serial(firmware.manufacturer(), firmware.serial())),
        network.stream()
            .filter(NetworkInterface::physical)
            .map(card -> mac(card.mac()))
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new)),
        present(report.device().isBlank() ? null : report.device().strip()));
  }

  /** A hardware UUID in its one form; null for a placeholder or no UUID at all. */
  static @Nullable String uuid(@Nullable String reported) {
    if (reported == null) {
      return null;
    }
    var hex = reported.toLowerCase(Locale.ROOT).replaceAll("[\\s{}-]", "");
    if (!HEX_UUID.matcher(hex).matches()) {
      return null;
    }
    var uuid =
        String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
    return Placeholder.isUuid(uuid) ? null : uuid;
  }

  static @Nullable String serial(@Nullable String manufacturer, @Nullable String serial) {
    if (manufacturer == null
        || serial == null
        || Placeholder.isText(manufacturer)
        || Placeholder.isText(serial)) {
      return null;
    }
    var maker =
        LEGAL_FORM
            .matcher(manufacturer.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " "))
            .replaceAll("")
            .replaceAll("\\s+", " ")
            .strip();
    return maker + "|" + serial.strip().toLowerCase(Locale.ROOT);
  }

  static @Nullable String mac(@Nullable String reported) {
    if (reported == null) {
      return null;
    }
    var hex = reported.toLowerCase(Locale.ROOT).replaceAll("[\\s.:-]", "");
    if (!HEX_MAC.matcher(hex).matches()) {
      return null;
    }
    var mac = hex.replaceAll("(..)(?=.)", "$1:");
    return Placeholder.isMac(mac) ? null : mac;
  }

  public SortedSet<String> of(Strength strength) {
    return switch (strength) {
      case UUID -> uuids;
      case SERIAL -> serials;
      case MAC -> macs;
      case DEVICE -> devices;
    };
  }

  /** The keys of one kind. */
  public AssetKeys only(Strength strength) {
    return new AssetKeys(
        strength == Strength.UUID ? uuids : NONE.uuids,
        strength == Strength.SERIAL ? serials : NONE.serials,
        strength == Strength.MAC ? macs : NONE.macs,
        strength == Strength.DEVICE ? devices : NONE.devices);
  }

  public boolean isEmpty() {
    return Stream.of(Strength.values()).allMatch(strength -> of(strength).isEmpty());
  }

  /** Whether a UUID or a serial names the machine. */
  public boolean isStrong() {
    return Stream.of(Strength.values())
        .anyMatch(strength -> strength.isStrong() && !of(strength).isEmpty());
  }

  public boolean containsAll(AssetKeys other) {
    return Stream.of(Strength.values())
        .allMatch(strength -> of(strength).containsAll(other.of(strength)));
  }

  public AssetKeys plus(AssetKeys other) {
    return containsAll(other)
        ? this
        : new AssetKeys(
            union(uuids, other.uuids),
            union(serials, other.serials),
            union(macs, other.macs),
            union(devices, other.devices));
  }

  public AssetKeys minus(AssetKeys other) {
    return new AssetKeys(
        difference(uuids, other.uuids),
        difference(serials, other.serials),
        difference(macs, other.macs),
        difference(devices, other.devices));
  }

  /** The strongest kind of key that both have decides: one in common, or none. */
  public Relation relationTo(AssetKeys other) {
    for (var strength : Strength.values()) {
      if (!of(strength).isEmpty() && !other.of(strength).isEmpty()) {
        return shares(strength, other) ? Relation.SAME : Relation.DIFFERENT;
      }
    }
    return Relation.UNRELATED;
  }

  boolean shares(Strength strength, AssetKeys other) {
    return !Collections.disjoint(of(strength), other.of(strength));
  }

  /** Every key as one text, {@code uuid/4c4c4544-…}, strongest first. */
  public List<String> texts() {
    return Stream.of(Strength.values())
        .flatMap(strength ->
            of(strength).stream().map(key -> strength.name().toLowerCase(Locale.ROOT) + "/" + key))
        .toList();
  }

  private static SortedSet<String> sorted(Collection<String> keys) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(keys));
  }

  private static List<String> present(@Nullable String key) {
    return key == null ? List.of() : List.of(key);
  }

  private static NavigableSet<String> union(Collection<String> some, Collection<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static NavigableSet<String> difference(
      Collection<String> some, Collection<String> others) {
    var rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
