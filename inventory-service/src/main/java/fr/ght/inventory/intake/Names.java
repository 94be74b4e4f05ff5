package fr.ght.inventory.intake;

import fr.ght.eventsourcing.StreamId;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;

/** How what callers name becomes streams, keys and texts; checked at the edge, once. */
public final class Names {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern NAMED_BY_CALLERS =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final Set<String> QUESTIONS_ABOUT_CONTRACTS =
      Set.of("notices", "compliance", "ratio");

  /** No-break spaces, too: they come with copied French texts. */
  private static final Pattern OUTER_BLANKS = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2999;
  private static final int LONGEST_TEXT = 200;

  private Names() {}

  /**
   * @throws Problem.ProblemException 422
   */
  static StreamId ght(String code) {
    if (!CODE.matcher(code).matches()) {
      throw Problem.invalid("ght", "must have 1 to 60 lower-case letters, digits and hyphens");
    }
    return new StreamId("ght", code);
  }

  /**
   * @throws Problem.ProblemException 422
   */
  public static StreamId application(String id) {
    if (!NAMED_BY_CALLERS.matcher(id).matches()) {
      throw Problem.invalid(
          "id", "must have 1 to 100 letters, digits, dots, hyphens and underscores");
    }
    return new StreamId("application", id);
  }

  /**
   * @throws Problem.ProblemException 422
   */
  public static StreamId contract(String id) {
    if (!NAMED_BY_CALLERS.matcher(id).matches()) {
      throw Problem.invalid(
          "id", "must have 1 to 100 letters, digits, dots, hyphens and underscores");
    }
    if (QUESTIONS_ABOUT_CONTRACTS.contains(id)) {
      throw Problem.invalid("id", "is the address of a question about contracts");
    }
    return new StreamId("contract", id);
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

  /** The stream of an establishment's credentials. */
  public static StreamId credentials(Finess establishment) {
    return new StreamId("credential", establishment.number());
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
