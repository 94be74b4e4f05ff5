package fr.ght.inventory.domain.establishment;

import java.util.Locale;
import java.util.Optional;

/**
 * The FINESS number of a legal entity (<i>entité juridique</i>): two characters for the
 * département, six digits, and a Luhn check digit computed with {@code 2A} as 21 and {@code 2B} as
 * 22. Only valid numbers exist as values.
 *
 * @param number nine characters, Corsica's letter in upper case
 */
public record Finess(String number) implements Comparable<Finess> {
  private static final int LENGTH = 9;

  /** What is wrong with a text that is no FINESS number. */
  public enum Defect {
    WRONG_LENGTH("a FINESS number has 9 characters"),
    WRONG_CHARACTERS("a FINESS number has only digits, or begins with 2A or 2B"),
    WRONG_CHECK_DIGIT("the check digit of the FINESS number is wrong");

    private final String explanation;

    Defect(String explanation) {
      this.explanation = explanation;
    }

    public String explanation() {
      return explanation;
    }
  }

  /** Thrown for a text that is no FINESS number; the message says why and repeats no input. */
  public static final class Invalid extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final Defect defect;

    Invalid(Defect defect) {
      super(defect.explanation());
      this.defect = defect;
    }

    public Defect defect() {
      return defect;
    }
  }

  /**
   * @throws Invalid if {@code number} is no FINESS number
   */
  public Finess {
    defectOf(number)
        .ifPresent(defect -> {
          throw new Invalid(defect);
        });
  }

  /**
   * Reads what a person or another system wrote: surrounding blanks and {@code 2a} are accepted.
   *
   * @throws Invalid if it is no FINESS number
   */
  public static Finess parse(String text) {
    return new Finess(text.strip().toUpperCase(Locale.ROOT));
  }

  /** Why {@code text} is no FINESS number; empty if it is one. */
  public static Optional<Defect> defectOf(String text) {
    if (text.length() != LENGTH) {
      return Optional.of(Defect.WRONG_LENGTH);
    }
    if (!text.matches("(?:[0-9]{2}|2[AB])[0-9]{7}")) {
      return Optional.of(Defect.WRONG_CHARACTERS);
    }
    return luhnSum(text) % 10 == 0 ? Optional.empty() : Optional.of(Defect.WRONG_CHECK_DIGIT);
  }

  private static int luhnSum(String text) {
    var digits = text.replace('A', '1').replace('B', '2');
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = digits.charAt(LENGTH - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum;
  }

  @Override
  public int compareTo(Finess other) {
    return number.compareTo(other.number);
  }

  @Override
  public String toString() {
    return number;
  }
}
