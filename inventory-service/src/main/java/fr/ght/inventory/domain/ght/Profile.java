package fr.ght.inventory.domain.ght;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Figures that an establishment declares of itself, true from a day on until the next ones.
 *
 * @param itStaff people of its IT department
 */
public record Profile(
    LocalDate from,
    @Nullable Integer beds,
    @Nullable Integer staff,
    @Nullable Integer workstations,
    @Nullable Integer itStaff) {

  boolean hasNegativeFigure() {
    return Stream.of(beds, staff, workstations, itStaff)
        .anyMatch(figure -> figure != null && figure < 0);
  }
}
