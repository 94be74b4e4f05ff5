package fr.ght.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A machine that exists nowhere, with all that tells it from the others.
 *
 * @param name the host name
 * @param device the device id that its agent made at installation: {@code host-date-time}
 * @param uuid the hardware UUID
 * @param mac of its one physical network card
 */
public record InventedMachine(String name, String device, UUID uuid, String serial, String mac) {

  /** The machine with this number in a fleet; the same every time it is asked for. */
  public static InventedMachine of(String fleet, int number) {
    var name = "%s-%05d".formatted(fleet, number);
    var uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    var bits = uuid.getLeastSignificantBits();
    return new InventedMachine(
        name,
        name + "-2026-01-05-08-30-00",
        uuid,
        "SN" + Long.toHexString(uuid.getMostSignificantBits()).toUpperCase(java.util.Locale.ROOT),
        "02:%02x:%02x:%02x:%02x:%02x"
            .formatted(
                bits >> 32 & 0xff,
                bits >> 24 & 0xff,
                bits >> 16 & 0xff,
                bits >> 8 & 0xff,
                bits & 0xff));
  }

  /** The same hardware after a new installation: its agent made itself a new device id. */
  public InventedMachine reinstalled() {
    return new InventedMachine(name, name + "-2026-03-02-14-00-00", uuid, serial, mac);
  }

  /** This hardware under a disk image of the other: it reports the other's name and device id. */
  public InventedMachine imagedFrom(InventedMachine other) {
    return new InventedMachine(other.name, other.device, uuid, serial, mac);
  }
}
