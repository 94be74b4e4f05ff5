package fr.ght.inventory.intake;

import fr.ght.inventory.domain.application.Aspect;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What callers call that which is unknown again: the names of the fields. */
final class Aspects {
  static final String NAMES =
      Arrays.stream(Aspect.values()).map(Aspects::name).collect(Collectors.joining(", "));

  private Aspects() {}

  private static String name(Aspect aspect) {
    return aspect.name().toLowerCase(Locale.ROOT);
  }

  static Optional<Aspect> named(@Nullable String text) {
    return Arrays.stream(Aspect.values()).filter(aspect -> name(aspect).equals(text)).findFirst();
  }

  /** Whether a body says it, too. */
  static boolean isSaid(Aspect aspect, ApplicationBody body) {
    var needs = body.needs();
    return switch (aspect) {
      case INSTANCE -> body.instance() != null;
      case HOSTING -> body.hosting() != null;
      case AVAILABILITY -> needs != null && needs.availability() != null;
      case INTEGRITY -> needs != null && needs.integrity() != null;
      case CONFIDENTIALITY -> needs != null && needs.confidentiality() != null;
      case EVIDENCE -> needs != null && needs.evidence() != null;
      case RTO -> needs != null && needs.rto() != null;
      case RPO -> needs != null && needs.rpo() != null;
    };
  }
}
