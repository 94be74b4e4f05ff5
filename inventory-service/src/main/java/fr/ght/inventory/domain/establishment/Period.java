package fr.ght.inventory.domain.establishment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days from {@code from} on, until the day before {@code to}: [from, to).
 *
 * @param to null for a period without a known end
 */
public record Period(LocalDate from, @Nullable LocalDate to) {

  public Period {
    if (to != null && !to.isAfter(from)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  public static Period from(LocalDate from) {
    return new Period(from, null);
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && isBeforeEnd(day);
  }

  public boolean overlaps(Period other) {
    return other.isBeforeEnd(from) && isBeforeEnd(other.from);
  }

  public boolean isOpen() {
    return to == null;
  }

  private boolean isBeforeEnd(LocalDate day) {
    return to == null || day.isBefore(to);
  }
}
