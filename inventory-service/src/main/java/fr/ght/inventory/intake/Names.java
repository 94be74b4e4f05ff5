package fr.ght.inventory.intake;

import fr.ght.eventsourcing.StreamId;
import fr.ght.http.Problem;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How what callers name becomes streams, keys and texts; checked at the edge, once. */
public final class Names {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Set<String> ADDRESSES = Set.of("import", "interfaces");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final Set<String> QUESTIONS_ABOUT_CONTRACTS =
      Set.of("notices", "compliance", "currency", "ratio");

  private static final Pattern PRODUCT = Pattern.compile("[a-z0-9_-]{1,60}\\.[a-z0-9_-]{1,60}");

  /** No-break spaces, too: they come with copied French texts. */
  private static final Pattern OUTER_BLANKS = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2999;
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_PRODUCT = 150;
  private static final Duration LONGEST_TIME = Duration.ofDays(366);

  private Names() {}

  /**
   * @throws Problem.ProblemException 422
   */
  public static StreamId ght(String code) {
    if (!CODE.matcher(code).matches()) {
      throw Problem.invalid("ght", "must have 1 to 60 lower-case letters, digits and hyphens");
    }
    return new StreamId("ght", code);
  }

  /**
   * @throws Problem.ProblemException 422
   */
  public static StreamId application(String id) {
    try {
      return new StreamId("application", named(id));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("id", String.valueOf(e.getMessage()));
    }
  }

  /** An id that callers make up, or the name of an instance. */
  static String named(String id) {
    if (ADDRESSES.contains(id)) {
      throw new IllegalArgumentException(
          "must not be %s, which is an address of its own".formatted(id));
    }
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "must have 1 to 100 letters, digits, dots, hyphens and underscores");
    }
    return id;
  }

  /**
   * @throws Problem.ProblemException 422
   */
  public static StreamId contract(String id) {
    if (QUESTIONS_ABOUT_CONTRACTS.contains(id)) {
      throw Problem.invalid("id", "is the address of a question about contracts");
    }
    try {
      return new StreamId("contract", named(id));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("id", String.valueOf(e.getMessage()));
    }
  }

  /**
   * An incident's id is the key of its stream, as lists and facts give it.
   *
   * @throws Problem.ProblemException 404
   */
  static StreamId incident(String id) {
    try {
      return new StreamId("incident", id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("such incident");
    }
  }

  /** A product's code, as {@code ProductCode} makes them. */
  public static String product(String code) {
    if (!PRODUCT.matcher(code).matches()) {
      throw Problem.invalid(
          "code", "must be publisher.name, each of 1 to 60 lower-case letters, digits, _ and -");
    }
    return code;
  }

  public static StreamId product(String ght, String code) {
    return new StreamId("product", ght + "/" + product(code));
  }

  /** The stream of the rules that a group has adopted. */
  public static StreamId normalisation(String ght) {
    return new StreamId("normalisation", ght);
  }

  /**
   * The stream of what endoflife.date tells of a product.
   *
   * @param ght told for which group; null for all
   */
  public static StreamId lifecycle(@Nullable String ght, String product) {
    return new StreamId("lifecycle", ght == null ? product : ght + "/" + product);
  }

  /** The stream of an establishment's own envelopes. */
  public static StreamId budget(Finess establishment) {
    return new StreamId("budget", "establishment/" + establishment);
  }

  /** The stream of a group's envelopes. */
  public static StreamId budget(String ght) {
    return new StreamId("budget", "ght/" + ght);
  }

  /** The stream of an establishment's credentials. */
  public static StreamId credentials(Finess establishment) {
    return new StreamId("credential", establishment.number());
  }

  /**
   * The stream of an establishment's skills in a product, which is the same product however it is
   * capitalised or accented.
   */
  public static StreamId skills(Finess establishment, String product) {
    return new StreamId("skill", establishment + "/" + SearchText.of(product));
  }

  /** A product's name, short enough to be part of an address. */
  static String productName(String text) {
    var product = text(text);
    if (product.length() > LONGEST_PRODUCT) {
      throw new IllegalArgumentException("must have 1 to " + LONGEST_PRODUCT + " characters");
    }
    return product;
  }

  /**
   * The establishment of an address.
   *
   * @throws Problem.ProblemException 422
   */
  public static Finess establishment(String finess) {
    try {
      return Finess.parse(finess);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("finess", String.valueOf(e.getMessage()));
    }
  }

  /**
   * A day that the domain can have to do with.
   *
   * @throws java.time.DateTimeException if it is no ISO date
   */
  public static LocalDate day(String text) {
    var day = LocalDate.parse(text);
    if (day.getYear() < EARLIEST_YEAR || day.getYear() > LATEST_YEAR) {
      throw new IllegalArgumentException(
          "must be between the years %d and %d".formatted(EARLIEST_YEAR, LATEST_YEAR));
    }
    return day;
  }

  /** How long something may take, such as {@code PT4H} or {@code P1D}. */
  static Duration duration(String text) {
    try {
      var time = Duration.parse(text);
      if (!time.isNegative() && time.compareTo(LONGEST_TIME) <= 0) {
        return time;
      }
    } catch (DateTimeException e) {
      // Falls through to the same answer as a time out of range.
    }
    throw new IllegalArgumentException("is not a duration such as PT4H or P1D, of a year at most");
  }

  /** A business function's code. */
  static String function(String text) {
    if (!CODE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must have 1 to 60 lower-case letters, digits and hyphens");
    }
    return text;
  }

  /** A name or another text of one line that people read. */
  public static String text(String text) {
    var stripped = OUTER_BLANKS.matcher(text).replaceAll("");
    if (stripped.isEmpty() || stripped.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("must have 1 to " + LONGEST_TEXT + " characters");
    }
    if (stripped.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must have no control characters");
    }
    return stripped;
  }
}
