package fr.ght.inventory.view.products;

import fr.ght.inventory.domain.normalisation.Normalised;
import fr.ght.inventory.domain.normalisation.Normalised.Recognised;
import fr.ght.inventory.domain.normalisation.Normalised.SetAside;
import fr.ght.inventory.domain.normalisation.Normalised.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code software_product_row}: what one reported software is in a group.
 *
 * @param software its number in the dictionary
 * @param aliasKey what an alias of it is found by
 * @param code of the product; empty if set aside, with a question mark before it if unknown
 * @param because the rules that made it so
 */
record SoftwareEntry(
    String entry,
    String ght,
    int software,
    String aliasKey,
    String outcome,
    String code,
    String version,
    @Nullable String reason,
    String because) {
  static final String SET_ASIDE = "SET_ASIDE";

  static String key(String ght, int software) {
    return ght + "/" + software;
  }

  /**
   * @param code of the product that it is in the end, after merges
   */
  static SoftwareEntry of(
      String ght, int software, String aliasKey, Normalised normalised, String code) {
    var because = String.join(", ", normalised.because());
    return switch (normalised) {
      case Recognised(_, _, _, var version, _, _) ->
          of(ght, software, aliasKey, "RECOGNISED", code, version, null, because);
      case SetAside(var reason, _) ->
          of(ght, software, aliasKey, SET_ASIDE, "", null, reason, because);
      case Unknown(_, _, _, var version, _) ->
          of(ght, software, aliasKey, "UNKNOWN", code, version, null, because);
    };
  }

  private static SoftwareEntry of(
      String ght,
      int software,
      String aliasKey,
      String outcome,
      String code,
      @Nullable String version,
      @Nullable String reason,
      String because) {
    return new SoftwareEntry(
        key(ght, software),
        ght,
        software,
        aliasKey,
        outcome,
        code,
        version == null ? "" : version,
        reason,
        because);
  }
}
