package fr.ght.local;

import java.util.Locale;

/**
 * FINESS numbers as somebody types them at the door. Services hold the rule itself; here it is so
 * that a slip is told at once, and not by an answer that there is nothing.
 */
final class FinessNumber {
  private static final int LENGTH = 9;

  private FinessNumber() {}

  /**
   * The number without blanks, its letter in upper case.
   *
   * @throws IllegalStateException saying what is wrong with it
   */
  static String of(String typed) {
    var number = typed.strip().toUpperCase(Locale.ROOT);
    if (!number.matches("(?:[0-9]{2}|2[AB])[0-9]{7}")) {
      throw new IllegalStateException(
          "'%s' is no FINESS number: it has 9 digits, or begins with 2A or 2B".formatted(typed));
    }
    if (luhnSum(number) % 10 != 0) {
      throw new IllegalStateException(
          "'%s' is no FINESS number: its check digit is wrong".formatted(typed));
    }
    return number;
  }

  private static int luhnSum(String number) {
    var digits = number.replace('A', '1').replace('B', '2');
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = digits.charAt(LENGTH - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum;
  }
}
