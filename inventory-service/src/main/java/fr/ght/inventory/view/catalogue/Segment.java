package fr.ght.inventory.view.catalogue;

import fr.ght.http.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How segments are asked for. */
final class Segment {
  static final String UNCLASSIFIED = "UNCLASSIFIED";
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private Segment() {}

  /**
   * @return as it is stored; empty for what is unclassified, null if none is asked for
   * @throws Problem.ProblemException 400
   */
  static @Nullable String asked(@Nullable String segment) {
    if (segment == null) {
      return null;
    }
    if (segment.equals(UNCLASSIFIED)) {
      return "";
    }
    if (!CODE.matcher(segment).matches()) {
      throw Problem.unreadable("segment", "is no segment's code, nor UNCLASSIFIED");
    }
    return segment;
  }
}
