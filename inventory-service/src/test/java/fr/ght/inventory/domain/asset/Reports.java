package fr.ght.inventory.domain.asset;

import fr.ght.inventory.domain.asset.Observation.Disk;
import fr.ght.inventory.domain.asset.Observation.Firmware;
import fr.ght.inventory.domain.asset.Observation.Hull;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.asset.Observation.Software;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report as a sentence: {@code full().uuid(U1).device("pc-1").software("firefox 128").end()}. */
public final class Reports {
  public static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

  private final boolean partial;
  private Instant at = NOON;
  private String device = "";
  private @Nullable String name;
  private @Nullable String uuid;
  private @Nullable String chassis;
  private @Nullable Integer memory;
  private @Nullable Firmware firmware;
  private @Nullable List<NetworkInterface> network;
  private @Nullable List<Disk> disks;
  private @Nullable OperatingSystem system;
  private @Nullable List<Software> software;

  private Reports(boolean partial) {
    this.partial = partial;
  }

  public static Reports full() {
    return new Reports(false);
  }

  public static Reports partial() {
    return new Reports(true);
  }

  public Reports at(String instant) {
    at = Instant.parse(instant);
    return this;
  }

  /** Hours after noon of the first day. */
  public Reports hour(int hours) {
    at = NOON.plusSeconds(3600L * hours);
    return this;
  }

  public Reports device(String id) {
    device = id;
    return this;
  }

  public Reports name(String machine) {
    name = machine;
    return this;
  }

  public Reports uuid(String hardware) {
    uuid = hardware;
    return this;
  }

  public Reports chassis(String box) {
    chassis = box;
    return this;
  }

  public Reports serial(String number) {
    return serial("Dell Inc.", number);
  }

  public Reports serial(@Nullable String manufacturer, @Nullable String number) {
    firmware = new Firmware(manufacturer, "Latitude 5440", number);
    return this;
  }

  public Reports mac(String... macs) {
    return cards(
        Stream.of(macs)
            .map(mac -> new NetworkInterface("eth", mac, List.of("192.0.2.1"), true))
            .toArray(NetworkInterface[]::new));
  }

  public Reports cards(NetworkInterface... cards) {
    network = List.of(cards);
    return this;
  }

  public Reports memory(int mib) {
    memory = mib;
    return this;
  }

  public Reports disks(Disk... list) {
    disks = List.of(list);
    return this;
  }

  public Reports system(String product, String version) {
    system = new OperatingSystem(product, version, null, "x86_64");
    return this;
  }

  /** Each as {@code name version}. */
  public Reports software(String... list) {
    software = Stream.of(list).map(Reports::installed).toList();
    return this;
  }

  static Software installed(String text) {
    var words = text.split(" ");
    return new Software(words[0], words[1], null, null);
  }

  public Observation end() {
    boolean hull = name != null || uuid != null || memory != null || chassis != null;
    return new Observation(
        at,
        partial,
        device,
        hull ? new Hull(name, uuid, memory, chassis) : null,
        firmware,
        null,
        network,
        disks,
        system,
        software);
  }
}
