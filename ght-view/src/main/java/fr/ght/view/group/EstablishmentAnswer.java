package fr.ght.view.group;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One establishment of a group as of an instant.
 *
 * @param machinesByKind machines in service by kind (WORKSTATION, SERVER, NETWORK_DEVICE,
 *     MEDICAL_DEVICE, PRINTER, PHONE, VIRTUAL_MACHINE, DATABASE, OTHER); kinds it has none of are
 *     left out
 * @param profile the figures that hold on {@code on}; null if none were declared
 */
@Schema(name = "Establishment")
public record EstablishmentAnswer(
    String ght,
    @Nullable Instant asOf,
    LocalDate on,
    @Nullable Instant completeUpTo,
    String finess,
    String name,
    String role,
    LocalDate from,
    @Nullable Long machines,
    @Nullable Long declared,
    @Nullable Double freshness,
    long incidents,
    Map<String, Long> machinesByKind,
    @Nullable Profile profile,
    List<Application> applications) {

  public EstablishmentAnswer {
    machinesByKind = Map.copyOf(machinesByKind);
    applications = List.copyOf(applications);
  }

  /** Figures declared by the establishment; one that it did not declare is null. */
  @Schema(name = "EstablishmentProfile")
  public record Profile(
      LocalDate from,
      @Nullable Integer beds,
      @Nullable Integer staff,
      @Nullable Integer workstations,
      @Nullable Integer itStaff) {}

  /**
   * An application that is not decommissioned.
   *
   * @param function code of the business function
   */
  @Schema(name = "EstablishmentApplication")
  public record Application(
      String id,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users,
      @Nullable String instance) {}
}
