package fr.ght.inventory.domain.normalisation;

import org.jspecify.annotations.Nullable;

/**
 * An installed software as a machine's agent reports it; nothing but the name is sure to be there.
 */
public record ReportedSoftware(
    String name,
    @Nullable String version,
    @Nullable String publisher,
    @Nullable String architecture) {

  public static ReportedSoftware named(String name) {
    return new ReportedSoftware(name, null, null, null);
  }
}
