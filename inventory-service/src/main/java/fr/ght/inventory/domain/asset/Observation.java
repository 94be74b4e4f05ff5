package fr.ght.inventory.domain.asset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one report says of one machine, as far as the platform keeps it.
 *
 * <p>A section that is null was not mentioned, and means nothing; an empty list was mentioned, and
 * means none. Personal data (users, environment, processes, licence keys) never gets here.
 *
 * @param at when the machine was observed: the report's own date, or its receipt
 * @param partial whether it holds only what changed since a full report (GLPI agents)
 * @param device the agent's device id; survives disk imaging, so it may be shared by clones
 */
public record Observation(
    Instant at,
    boolean partial,
    String device,
    @Nullable Hull hull,
    @Nullable Firmware firmware,
    @Nullable List<String> processors,
    @Nullable List<NetworkInterface> network,
    @Nullable List<Disk> disks,
    @Nullable OperatingSystem operatingSystem,
    @Nullable List<Software> software) {

  public Observation {
    processors = processors == null ? null : List.copyOf(processors);
    network = network == null ? null : List.copyOf(network);
    disks = disks == null ? null : List.copyOf(disks);
    software = software == null ? null : List.copyOf(software);
  }

  /** The same, observed at another instant. */
  public Observation observedAt(Instant instant) {
    return new Observation(
        instant,
        partial,
        device,
        hull,
        firmware,
        processors,
        network,
        disks,
        operatingSystem,
        software);
  }

  /**
   * The agent's HARDWARE section.
   *
   * @param chassis the kind of case as reported ("Notebook", "Rack Mount Chassis"), if any
   */
  public record Hull(
      @Nullable String name,
      @Nullable String uuid,
      @Nullable Integer memoryMib,
      @Nullable String chassis) {}

  /** The agent's BIOS section. */
  public record Firmware(
      @Nullable String manufacturer, @Nullable String model, @Nullable String serial) {}

  /**
   * @param mac lower case with colons
   * @param physical whether it is a real network card, as far as the agent tells
   */
  public record NetworkInterface(
      @Nullable String name, @Nullable String mac, List<String> addresses, boolean physical) {
    public NetworkInterface {
      addresses = List.copyOf(addresses);
    }
  }

  /** A disk of {@code sizeMb} megabytes, null if the agent could not tell. */
  public record Disk(String name, @Nullable String model, @Nullable Long sizeMb) {}

  public record OperatingSystem(
      String name,
      @Nullable String version,
      @Nullable String kernel,
      @Nullable String architecture) {}

  /**
   * An installed software, name and version as reported.
   *
   * @param purl package URL of this version; only bills of materials tell it
   * @param cpe CPE 2.3 name of this version; only bills of materials tell it
   */
  public record Software(
      String name,
      @Nullable String version,
      @Nullable String publisher,
      @Nullable String architecture,
      @Nullable String purl,
      @Nullable String cpe) {

    /** As agents report it. */
    public Software(
        String name,
        @Nullable String version,
        @Nullable String publisher,
        @Nullable String architecture) {
      this(name, version, publisher, architecture, null, null);
    }
  }
}
