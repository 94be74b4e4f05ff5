package fr.ght.inventory.domain.normalisation;

import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import org.jspecify.annotations.Nullable;

/**
 * An installed software as a machine's agent or a bill of materials reports it; nothing but the
 * name is sure to be there.
 *
 * @param identifiers of the product, where they are reported
 */
public record ReportedSoftware(
    String name,
    @Nullable String version,
    @Nullable String publisher,
    @Nullable String architecture,
    Identifiers identifiers) {

  public ReportedSoftware(
      String name,
      @Nullable String version,
      @Nullable String publisher,
      @Nullable String architecture) {
    this(name, version, publisher, architecture, Identifiers.NONE);
  }

  public static ReportedSoftware named(String name) {
    return new ReportedSoftware(name, null, null, null);
  }
}
