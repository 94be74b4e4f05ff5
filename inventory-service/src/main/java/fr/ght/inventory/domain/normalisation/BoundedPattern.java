package fr.ght.inventory.domain.normalisation;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A pattern that somebody wrote, within bounds: it matches in time linear in the text (RE2), and
 * neither its own length nor what its repetitions unfold to is without limit.
 */
final class BoundedPattern {
  static final int LONGEST = 600;

  /** What all counted repetitions of a pattern unfold to, at most: {@code (a{30}){30}} is 900. */
  static final int MOST_REPETITIONS = 1_000;

  static final int LARGEST_PROGRAM = 4_000;

  private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** A pattern that is not taken, and why. */
  static final class Invalid extends IllegalArgumentException {
    Invalid(String reason) {
      super(reason);
    }
  }

  /**
   * @throws Invalid if it is no pattern, or not within bounds
   */
  static BoundedPattern of(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new Invalid("must have 1 to %d characters".formatted(LONGEST));
    }
    if (repetitions(text) > MOST_REPETITIONS) {
      throw new Invalid("repeats more than %d times".formatted(MOST_REPETITIONS));
    }
    try {
      var pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
      if (pattern.programSize() > LARGEST_PROGRAM) {
        throw new Invalid("is too large");
      }
      return new BoundedPattern(pattern);
    } catch (PatternSyntaxException e) {
      throw new Invalid("is no regular expression of RE2's syntax: " + e.getDescription());
    }
  }

  private static long repetitions(String text) {
    long product = 1;
    var counted = COUNTED.matcher(text);
    while (counted.find() && product <= MOST_REPETITIONS) {
      var upTo = counted.group(2);
      product *=
          Math.max(1, Long.parseLong(upTo == null || upTo.isEmpty() ? counted.group(1) : upTo));
    }
    return product;
  }

  boolean matches(String text) {
    return pattern.matches(text);
  }

  Matcher in(String text) {
    return pattern.matcher(text);
  }

  boolean hasGroup(String name) {
    return pattern.namedGroups().containsKey(name);
  }

  Iterable<String> groups() {
    return pattern.namedGroups().keySet();
  }
}
