package fr.ght.inventory.intake.contracts;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts in EUR as callers write them. */
public final class Euros {
  private static final int CENTS = 2;
  private static final int MOST_DIGITS = 12;

  private Euros() {}

  /**
   * @throws IllegalArgumentException if it is negative, gigantic, or has fractions of a cent
   */
  public static BigDecimal read(BigDecimal amount) {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
    // Looked at before anything is computed: 1e999999999 is short to write and huge to expand.
    if ((long) amount.precision() - amount.scale() > MOST_DIGITS) {
      throw new IllegalArgumentException("must have at most " + MOST_DIGITS + " digits");
    }
    if (amount.stripTrailingZeros().scale() > CENTS) {
      throw new IllegalArgumentException("must have no fractions of a cent");
    }
    return amount.setScale(CENTS, RoundingMode.UNNECESSARY);
  }
}
