package fr.ght.inventory.intake.contracts;

import java.time.DateTimeException;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/** Lengths of contracts as callers write them: ISO 8601 periods within what somebody can mean. */
final class Lengths {
  private static final int MOST_MONTHS = 600;
  private static final int MOST_DAYS = 18_000;
  private static final int MOST_TIMES = 50;

  private Lengths() {}

  /**
   * @throws IllegalArgumentException saying why it is none
   */
  static Period read(String text) {
    var period = parse(text);
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("must be longer than nothing");
    }
    if (period.toTotalMonths() > MOST_MONTHS || period.get(ChronoUnit.DAYS) > MOST_DAYS) {
      throw new IllegalArgumentException("must be at most 50 years");
    }
    return period.normalized();
  }

  private static Period parse(String text) {
    try {
      return Period.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("is not a length such as P4Y, P18M or P90D", e);
    }
  }

  /**
   * @throws IllegalArgumentException if nobody renews that often
   */
  static Integer times(Integer times) {
    if (times < 1 || times > MOST_TIMES) {
      throw new IllegalArgumentException("must be from 1 to " + MOST_TIMES);
    }
    return times;
  }
}
