package fr.ght.view.machines;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One machine of the list.
 *
 * @param kind WORKSTATION, SERVER, NETWORK_DEVICE, MEDICAL_DEVICE, PRINTER, PHONE, VIRTUAL_MACHINE,
 *     DATABASE or OTHER
 * @param state IN_SERVICE or RETIRED
 * @param seenAt when it was last observed; null when asked as of a past instant, for which that is
 *     not kept
 */
@Schema(name = "Machine")
public record MachineItem(
    String id,
    String establishment,
    String kind,
    String name,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String operatingSystem,
    @Nullable String osVersion,
    int softwareCount,
    String state,
    @Nullable Instant seenAt) {}
