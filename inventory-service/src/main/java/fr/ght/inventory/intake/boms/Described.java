package fr.ght.inventory.intake.boms;

import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.Problem.FieldError;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.asset.Observation.Firmware;
import fr.ght.inventory.domain.asset.Observation.Hull;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.intake.boms.Bom.Component;
import fr.ght.inventory.intake.boms.Bom.Composition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a bill of materials says of a machine.
 *
 * @param whole all of it, as of a machine of which nothing else is known
 * @param named what the BOM calls its subject, and in which version
 * @param components how many there are, nested ones and the subject included
 * @param passedOver how many of them are no installed software
 * @param remarks what could not be taken as it stands, and what became of it
 */
record Described(
    Observation whole,
    @Nullable String named,
    int components,
    int passedOver,
    List<FieldError> remarks) {
  private static final String SERIAL = "cdx:device:serialNumber";
  private static final String MAC = "cdx:device:macAddress";
  private static final String UUID = "ght:device:uuid";
  private static final String DEVICE = "ght:device:id";
  private static final String CHASSIS = "ght:device:chassis";

  /** What these are the subject of is installed on a machine, and is not all that is on it. */
  private static final Set<String> PARTS =
      Set.of("application", "framework", "library", "device-driver", "data", "cryptographic-asset");

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** There was no CycloneDX before: a time that is earlier was set, not read from a clock. */
  private static final Instant EARLIEST = Instant.parse("2017-01-01T00:00:00Z");

  Described {
    remarks = List.copyOf(remarks);
  }

  /**
   * @param isWhole whether it lists all that is installed; null to tell it from the BOM
   * @throws Problem.ProblemException 413, 422
   */
  static Described of(Bom bom, @Nullable Boolean isWhole, Instant receivedAt) {
    var listed = Listed.all(bom);
    var contents = ComponentSoftware.of(listed);
    var subject = subject(bom);
    var at = at(bom, contents, receivedAt);
    var software = contents.software();
    var whole =
        new Observation(
            at,
            isWhole == null ? isPart(bom, subject) : !isWhole,
            subject == null ? "" : Objects.requireNonNullElse(property(subject, DEVICE), ""),
            subject == null ? null : hull(subject),
            subject == null ? null : firmware(bom, subject),
            null,
            subject == null ? null : cards(subject),
            null,
            contents.system(),
            // A BOM that lists no program at all is about something else than what is installed.
            software.isEmpty() ? null : software);
    return new Described(
        whole, name(subject), listed.size(), contents.passedOver(), contents.remarks());
  }

  private static @Nullable Component subject(Bom bom) {
    var metadata = bom.metadata();
    return metadata == null ? null : metadata.component();
  }

  private static @Nullable String name(@Nullable Component subject) {
    var name = subject == null ? null : ComponentSoftware.text(subject.name());
    var version = subject == null ? null : ComponentSoftware.text(subject.version());
    return name == null || version == null ? name : name + " " + version;
  }

  /** By what the machine is recognised; empty where the BOM shows nothing of the kind. */
  AssetKeys keys() {
    return AssetKeys.of(whole);
  }

  Instant at() {
    return whole.at();
  }

  /** Whether it speaks of a part of what is installed only. */
  boolean isPart() {
    return whole.partial();
  }

  /** Of a machine that is known by its own reports: what is installed, and nothing else. */
  Observation installed() {
    return new Observation(
        at(), isPart(), "", null, null, null, null, null, null, whole.software());
  }

  /** Of a machine that only its host has told of: all that the BOM says, but for its keys. */
  Observation withoutKeys() {
    var hull = whole.hull();
    var firmware = whole.firmware();
    return new Observation(
        at(),
        isPart(),
        "",
        hull == null ? null : new Hull(hull.name(), null, null, hull.chassis()),
        firmware == null ? null : new Firmware(firmware.manufacturer(), firmware.model(), null),
        null,
        null,
        null,
        whole.operatingSystem(),
        whole.software());
  }

  int software() {
    List<Software> all = whole.software();
    return all == null ? 0 : all.size();
  }

  /** The same BOM says the same, whenever it comes. */
  String content() {
    return whole.observedAt(Instant.EPOCH).toString();
  }

  private static boolean isPart(Bom bom, @Nullable Component subject) {
    var type = subject == null ? null : subject.type();
    return (type != null && PARTS.contains(type)) || isIncomplete(bom, subject);
  }

  /** Whether it is said of the subject, or of the BOM as it is, that it is incomplete. */
  private static boolean isIncomplete(Bom bom, @Nullable Component subject) {
    var ref = subject == null ? null : subject.bomRef();
    var compositions = bom.compositions();
    for (var one : compositions == null ? List.<@Nullable Composition>of() : compositions) {
      if (one != null && isOf(one, ref)) {
        var aggregate = one.aggregate();
        if (aggregate != null && aggregate.startsWith("incomplete")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOf(Composition composition, @Nullable String ref) {
    var assemblies = composition.assemblies();
    return assemblies == null || (ref != null && assemblies.contains(ref));
  }

  private static @Nullable String property(Component subject, String name) {
    return ComponentSoftware.text(subject.property(name));
  }

  private static Hull hull(Component subject) {
    var chassis = property(subject, CHASSIS);
    return new Hull(
        ComponentSoftware.text(subject.name()),
        property(subject, UUID),
        null,
        chassis == null && "device".equals(subject.type()) ? AssetKind.DESCRIBED_DEVICE : chassis);
  }

  private static Firmware firmware(Bom bom, Component subject) {
    var metadata = bom.metadata();
    var maker =
        ComponentSoftware.first(
            ComponentSoftware.name(subject.manufacturer()),
            metadata == null ? null : ComponentSoftware.name(metadata.manufacture()),
            ComponentSoftware.name(subject.supplier()),
            subject.publisher());
    boolean isDevice = "device".equals(subject.type());
    return new Firmware(
        maker, isDevice ? ComponentSoftware.text(subject.name()) : null, property(subject, SERIAL));
  }

  private static @Nullable List<NetworkInterface> cards(Component subject) {
    var macs = subject.properties(MAC);
    return macs.isEmpty()
        ? null
        : macs.stream().map(mac -> new NetworkInterface(null, mac, List.of(), true)).toList();
  }

  private static Instant at(Bom bom, ComponentSoftware contents, Instant receivedAt) {
    var metadata = bom.metadata();
    var stated = metadata == null ? null : metadata.timestamp();
    if (stated == null) {
      return receivedAt;
    }
    var at = instant(stated);
    if (at.isAfter(receivedAt.plus(CLOCKS_DIFFER)) || at.isBefore(EARLIEST)) {
      contents.remark(
          "metadata.timestamp",
          "lies in the future or before CycloneDX, so the time of receipt counts");
      return receivedAt;
    }
    return at;
  }

  private static Instant instant(String stated) {
    try {
      var parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              stated, OffsetDateTime::from, LocalDateTime::from);
      return parsed instanceof OffsetDateTime at
          ? at.toInstant()
          : LocalDateTime.from(parsed).atZone(AsOf.PARIS).toInstant();
    } catch (DateTimeException e) {
      throw Problem.invalid(
          "metadata.timestamp", "is no date and time such as 2026-11-28T10:00:00Z");
    }
  }
}
