package fr.ght.benchmarks;

/**
 * FINESS numbers of establishments that do not exist, with the check digit that real ones have. The
 * rule is written here again on purpose: what tests the platform must not ask the platform.
 */
public final class Finess {

  private Finess() {}

  /**
   * The number of département {@code department} with this sequence and its check digit.
   *
   * @param department two characters, such as {@code 42} or {@code 2A}
   * @param sequence 0 to 999999
   */
  public static String invented(String department, int sequence) {
    var withoutCheck = department + "%06d".formatted(sequence);
    return withoutCheck + checkDigit(withoutCheck);
  }

  /** The same number with another, and so wrong, check digit. */
  public static String withWrongCheckDigit(String finess) {
    var check = finess.charAt(8) - '0';
    return finess.substring(0, 8) + (check + 1) % 10;
  }

  /** Luhn over the first eight characters; in Corsica 2A counts as 21 and 2B as 22. */
  private static int checkDigit(String eight) {
    var digits = eight.replaceFirst("^2A", "21").replaceFirst("^2B", "22");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (10 - sum % 10) % 10;
  }
}
