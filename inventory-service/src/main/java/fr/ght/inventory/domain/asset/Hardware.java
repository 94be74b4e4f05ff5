package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.Observation.Disk;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hardware of a machine; null is unknown, an empty list is none. Lists are sorted, placeholders
 * are left out.
 *
 * @param device the device id of the agent that reported last
 */
public record Hardware(
    @Nullable String device,
    @Nullable String name,
    @Nullable String chassis,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String serial,
    @Nullable String uuid,
    @Nullable List<String> processors,
    @Nullable Integer memoryMib,
    @Nullable List<Disk> disks,
    @Nullable List<NetworkInterface> network) {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern FLEETING =
      Pattern.compile("127\\.|169\\.254\\.|fe80:|::1$|0\\.0\\.0\\.0");

  public static final Hardware UNKNOWN =
      new Hardware(null, null, null, null, null, null, null, null, null, null, null);

  public Hardware {
    processors = processors == null ? null : List.copyOf(processors);
    disks = disks == null ? null : List.copyOf(disks);
    network = network == null ? null : List.copyOf(network);
  }

  /** One thing that a report may say of the hardware; each is as new as its own observation. */
  public enum Trait {
    DEVICE(Hardware::device),
    NAME(Hardware::name),
    CHASSIS(Hardware::chassis),
    MANUFACTURER(Hardware::manufacturer),
    MODEL(Hardware::model),
    SERIAL(Hardware::serial),
    UUID(Hardware::uuid),
    PROCESSORS(Hardware::processors),
    MEMORY(Hardware::memoryMib),
    DISKS(Hardware::disks),
    NETWORK(Hardware::network);

    @SuppressWarnings("ImmutableEnumChecker") // only accessors of a record, which hold no state
    private final Function<Hardware, @Nullable Object> value;

    Trait(Function<Hardware, @Nullable Object> value) {
      this.value = value;
    }

    @Nullable Object of(Hardware hardware) {
      return value.apply(hardware);
    }
  }

  /** The name by which people know the machine; its device id if it told none. */
  public String displayName() {
    return name != null ? name : device != null ? device : "?";
  }

  static Hardware of(Observation report) {
    var hull = report.hull();
    var firmware = report.firmware();
    return new Hardware(
        text(report.device()),
        hull == null ? null : text(hull.name()),
        hull == null ? null : told(hull.chassis()),
        firmware == null ? null : told(firmware.manufacturer()),
        firmware == null ? null : told(firmware.model()),
        firmware == null ? null : told(firmware.serial()),
        hull == null ? null : AssetKeys.uuid(hull.uuid()),
        sorted(report.processors(), Comparator.naturalOrder()),
        memory(hull),
        sorted(report.disks(), Comparator.comparing(Disk::toString)),
        network(report.network()));
  }

  private static @Nullable Integer memory(Observation.@Nullable Hull hull) {
    var mib = hull == null ? null : hull.memoryMib();
    return mib == null || mib <= 0 ? null : mib;
  }

  /**
   * Real cards, and whatever else has an address. Bridges' ends and link-local addresses come and
   * go with every container or plug, and would be a change at every report.
   */
  private static @Nullable List<NetworkInterface> network(@Nullable List<NetworkInterface> cards) {
    return cards == null
        ? null
        : sorted(
            cards.stream()
                .map(Hardware::lasting)
                .filter(card -> card.physical() || !card.addresses().isEmpty())
                .toList(),
            Comparator.comparing(NetworkInterface::toString));
  }

  private static NetworkInterface lasting(NetworkInterface card) {
    var addresses =
        card.addresses().stream()
            .map(address -> address.strip().toLowerCase(Locale.ROOT))
            .filter(address -> !FLEETING.matcher(address).lookingAt())
            .distinct()
            .sorted()
            .toList();
    return new NetworkInterface(
        text(card.name()), AssetKeys.mac(card.mac()), addresses, card.physical());
  }

  /** A value without control characters and outer blanks; null if nothing is left. */
  static @Nullable String text(@Nullable String reported) {
    if (reported == null) {
      return null;
    }
    var printable = hasControl(reported) ? CONTROL.matcher(reported).replaceAll(" ") : reported;
    var clean = printable.strip();
    return clean.isEmpty() ? null : clean;
  }

  /** Nearly no value has one, and there are thousands of values in a report. */
  private static boolean hasControl(String reported) {
    for (int i = 0; i < reported.length(); i++) {
      if (Character.isISOControl(reported.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String told(@Nullable String reported) {
    return reported == null || Placeholder.isText(reported) ? null : text(reported);
  }

  private static <T> @Nullable List<T> sorted(@Nullable List<T> list, Comparator<? super T> order) {
    return list == null ? null : list.stream().distinct().sorted(order).toList();
  }

  /** These values, but those of {@code other} for some traits. */
  private Hardware with(Set<Trait> traits, Hardware other) {
    return new Hardware(
        (traits.contains(Trait.DEVICE) ? other : this).device,
        (traits.contains(Trait.NAME) ? other : this).name,
        (traits.contains(Trait.CHASSIS) ? other : this).chassis,
        (traits.contains(Trait.MANUFACTURER) ? other : this).manufacturer,
        (traits.contains(Trait.MODEL) ? other : this).model,
        (traits.contains(Trait.SERIAL) ? other : this).serial,
        (traits.contains(Trait.UUID) ? other : this).uuid,
        (traits.contains(Trait.PROCESSORS) ? other : this).processors,
        (traits.contains(Trait.MEMORY) ? other : this).memoryMib,
        (traits.contains(Trait.DISKS) ? other : this).disks,
        (traits.contains(Trait.NETWORK) ? other : this).network);
  }

  /**
   * Hardware with the time at which each trait was last observed.
   *
   * @param times of exactly the traits that are known
   */
  public record Dated(Hardware values, Map<Trait, Instant> times) {
    static final Dated NOTHING = new Dated(UNKNOWN, Map.of());

    public Dated {
      times = Map.copyOf(times);
    }

    static Dated of(Hardware values, Instant at) {
      var times = new EnumMap<Trait, Instant>(Trait.class);
      for (var trait : Trait.values()) {
        if (trait.of(values) != null) {
          times.put(trait, at);
        }
      }
      return new Dated(values, times);
    }

    /** Of each trait the later observation; commutative, associative, idempotent. */
    Dated join(Dated other) {
      var later = EnumSet.noneOf(Trait.class);
      var all = new EnumMap<Trait, Instant>(Trait.class);
      all.putAll(times);
      other.times.forEach((trait, at) -> {
        if (isLater(trait, at, other.values)) {
          later.add(trait);
          all.put(trait, at);
        }
      });
      return new Dated(values.with(later, other.values), all);
    }

    /** With the chassis of another one. */
    Dated inTheCaseOf(Dated other) {
      var all = new EnumMap<Trait, Instant>(Trait.class);
      all.putAll(times);
      all.remove(Trait.CHASSIS);
      var at = other.times.get(Trait.CHASSIS);
      if (at != null) {
        all.put(Trait.CHASSIS, at);
      }
      return new Dated(values.with(EnumSet.of(Trait.CHASSIS), other.values), all);
    }

    /** Two values of one instant: the greater text wins, so that the order of arrival does not. */
    private boolean isLater(Trait trait, Instant at, Hardware other) {
      var mine = times.get(trait);
      return mine == null
          || at.isAfter(mine)
          || (at.equals(mine) && text(trait, other).compareTo(text(trait, values)) > 0);
    }

    private static String text(Trait trait, Hardware hardware) {
      return String.valueOf(trait.of(hardware));
    }

    /** The whole hardware as an event tells it: what differs was observed at {@code at}. */
    Dated replacedBy(Hardware now, Instant at) {
      var all = new EnumMap<Trait, Instant>(Trait.class);
      for (var trait : Trait.values()) {
        var value = trait.of(now);
        var known = times.get(trait);
        if (value != null) {
          all.put(trait, known != null && value.equals(trait.of(values)) ? known : at);
        }
      }
      return new Dated(now, all);
    }
  }
}
