package fr.ght.inventory.domain.lifecycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A release that is supported by itself. Dates are those from which support of a kind is no more;
 * null where there is none or nobody says.
 *
 * @param name such as {@code 115} or {@code 22.04}: what its versions begin with
 * @param label what people call it; null for the name
 * @param activeSupportUntil from then on only security fixes
 * @param supportUntil from then on nothing
 * @param extendedSupportUntil from then on nothing either for those who pay for longer
 * @param ended whether support is over though no date is said, or goes on; null if not said
 * @param latest its latest version
 */
public record Release(
    String name,
    @Nullable String label,
    @Nullable LocalDate released,
    @Nullable LocalDate activeSupportUntil,
    @Nullable LocalDate supportUntil,
    @Nullable LocalDate extendedSupportUntil,
    @Nullable Boolean ended,
    @Nullable String latest) {

  /** Whether a version is one of this release: begins with its name, number by number. */
  public boolean covers(String version) {
    var plain = version.startsWith("v") ? version.substring(1) : version;
    int epoch = plain.indexOf(':');
    var upstream = epoch >= 0 ? plain.substring(epoch + 1) : plain;
    return upstream.equals(name)
        || (upstream.startsWith(name) && !Character.isDigit(upstream.charAt(name.length())));
  }
}
