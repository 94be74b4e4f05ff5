package fr.ght.inventory.domain.normalisation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name without what is no part of a product's name.
 *
 * @param version the version that the name held; null if none
 * @param because the cleanings that took something out
 */
record CleanedName(String text, @Nullable String version, List<String> because) {
  private static final int MOST_ROUNDS = 4;

  CleanedName {
    because = List.copyOf(because);
  }

  record CompiledCleaning(RuleSet.Cleaning cleaning, BoundedPattern pattern) {
    static CompiledCleaning of(RuleSet.Cleaning cleaning) {
      return new CompiledCleaning(cleaning, BoundedPattern.of(cleaning.pattern()));
    }

    boolean isVersion() {
      return cleaning.part() == RuleSet.Part.VERSION;
    }
  }

  /** Applies all cleanings, again and again while they take something out. */
  static CleanedName of(
      String tidied, @Nullable String reported, List<CompiledCleaning> cleanings) {
    var name = new CleanedName(tidied, null, List.of());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var before = name;
      for (var cleaning : cleanings) {
        name = name.without(cleaning, reported);
      }
      if (name.text().equals(before.text())) {
        break;
      }
    }
    return name;
  }

  private CleanedName without(CompiledCleaning cleaning, @Nullable String reported) {
    var found = cleaning.pattern().in(text);
    if (!found.find()) {
      return this;
    }
    var number = cleaning.isVersion() ? found.group("v") : null;
    if (cleaning.isVersion() && !isVersion(number, cleaning, reported)) {
      return this;
    }
    var replacement = cleaning.cleaning().replacement();
    var rest =
        Tidied.text(
            text.substring(0, found.start())
                + " "
                + (replacement == null ? "" : replacement)
                + " "
                + text.substring(found.end()));
    if (rest.isEmpty() || rest.equals(text)) {
      return this;
    }
    var reasons = new ArrayList<>(because);
    if (!reasons.contains(cleaning.cleaning().id())) {
      reasons.add(cleaning.cleaning().id());
    }
    return new CleanedName(rest, version == null ? number : version, reasons);
  }

  /** A second number is only one if it says the same as the first, or as the report. */
  private boolean isVersion(
      @Nullable String number, CompiledCleaning cleaning, @Nullable String reported) {
    if (number == null) {
      return false;
    }
    if (ReportedVersion.confirms(reported, number)) {
      return true;
    }
    if (version != null) {
      return ReportedVersion.confirms(version, number);
    }
    var evidence = cleaning.cleaning().evidence();
    return evidence == null
        || switch (evidence) {
          case ALWAYS -> true;
          case NOT_CONTRADICTED -> !ReportedVersion.contradicts(reported, number);
          case CONFIRMED -> false;
        };
  }
}
