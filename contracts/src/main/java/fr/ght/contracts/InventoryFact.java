package fr.ght.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What inventory-service tells the others, on topic {@code ght.inventory}, keyed by stream.
 *
 * <p>Establishments are FINESS numbers of legal entities. Dates are days in Europe/Paris, intervals
 * are [from, to). Within one stream facts come in order; between streams nothing is promised.
 */
public sealed interface InventoryFact {

  // ---- groups: stream ght/<code> ----

  record GhtCreated(String ght, String name) implements InventoryFact {}

  /**
   * @param role SUPPORT, MEMBER or PARTNER
   */
  record EstablishmentJoinedGht(
      String ght, String establishment, String name, String role, LocalDate from)
      implements InventoryFact {}

  /** The establishment is no longer in the group from {@code on}. */
  record EstablishmentLeftGht(String ght, String establishment, LocalDate on)
      implements InventoryFact {}

  /**
   * From {@code from} this is the support establishment; the one before is a plain member from that
   * day.
   */
  record SupportEstablishmentChanged(String ght, String establishment, LocalDate from)
      implements InventoryFact {}

  record GhtRenamed(String ght, String name) implements InventoryFact {}

  /** Figures declared by the establishment, true from a day on; a figure not declared is null. */
  record EstablishmentProfileRecorded(
      String ght,
      String establishment,
      LocalDate from,
      @Nullable Integer beds,
      @Nullable Integer staff,
      @Nullable Integer workstations,
      @Nullable Integer itStaff)
      implements InventoryFact {}

  // ---- machines: stream asset/<uuid> ----

  /**
   * A machine was seen for the first time.
   *
   * @param kind WORKSTATION, SERVER, NETWORK_DEVICE, MEDICAL_DEVICE or OTHER
   * @param observedAt when the machine made its report
   */
  record AssetDiscovered(
      String asset, String establishment, String kind, String name, Instant observedAt)
      implements InventoryFact {}

  /**
   * The hardware as it is now, whole; what is unknown is null or empty. Memory in MiB, disks in MB.
   */
  record AssetHardwareChanged(
      String asset,
      String establishment,
      String kind,
      @Nullable String name,
      @Nullable String manufacturer,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String uuid,
      @Nullable String processor,
      @Nullable Integer memoryMib,
      @Nullable Long diskMb,
      List<String> macs,
      List<String> addresses,
      Instant observedAt)
      implements InventoryFact {
    public AssetHardwareChanged {
      macs = List.copyOf(macs);
      addresses = List.copyOf(addresses);
    }
  }

  record AssetOperatingSystemChanged(
      String asset,
      String establishment,
      String name,
      @Nullable String version,
      @Nullable String kernel,
      @Nullable String architecture,
      Instant observedAt)
      implements InventoryFact {}

  /**
   * What was installed and removed since the fact before; {@code total} is the number installed
   * now.
   */
  record AssetSoftwareChanged(
      String asset,
      String establishment,
      List<Software> added,
      List<Software> removed,
      int total,
      Instant observedAt)
      implements InventoryFact {
    public AssetSoftwareChanged {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }

  /** One installed software, name and version as reported. */
  record Software(
      String name,
      @Nullable String version,
      @Nullable String publisher,
      @Nullable String architecture) {}

  /** The machine reported and nothing had changed; at most once a machine a day. */
  record AssetSeen(String asset, String establishment, Instant observedAt)
      implements InventoryFact {}

  record AssetMoved(String asset, String from, String to, String reason) implements InventoryFact {}

  record AssetRetired(String asset, String establishment, LocalDate on, String reason)
      implements InventoryFact {}

  /** A retired machine reported again: it is in service once more. */
  record AssetReturned(String asset, String establishment, Instant observedAt)
      implements InventoryFact {}

  /** This asset turned out to be the same machine as {@code into}, which goes on. */
  record AssetMerged(String asset, String establishment, String into) implements InventoryFact {}

  // ---- applications: stream application/<id> ----

  /**
   * @param function code of the business function, such as {@code laboratory}
   * @param state PLANNED, IN_DEPLOYMENT, IN_PRODUCTION, READ_ONLY or DECOMMISSIONED
   * @param users how many people use it, if declared
   */
  record ApplicationDeclared(
      String application,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users)
      implements InventoryFact {}

  record ApplicationVersionChanged(String application, String establishment, String version)
      implements InventoryFact {}

  record ApplicationStateChanged(String application, String establishment, String state)
      implements InventoryFact {}

  record ApplicationUsersChanged(String application, String establishment, @Nullable Integer users)
      implements InventoryFact {}

  record ApplicationDecommissioned(String application, String establishment)
      implements InventoryFact {}

  // ---- what needs a person: incidents of the intake ----

  /**
   * A report that was taken but could not be counted, for someone to look at.
   *
   * @param kind PARTIAL_WITHOUT_BASELINE, AMBIGUOUS_MACHINE or SAME_MACHINE_ELSEWHERE
   * @param device the device id that the agent gave
   * @param detail what is known, without personal data
   */
  record IntakeIncidentRaised(
      String incident,
      String establishment,
      String kind,
      String device,
      String detail,
      Instant observedAt)
      implements InventoryFact {}

  record IntakeIncidentResolved(String incident, String establishment, String reason)
      implements InventoryFact {}
}
