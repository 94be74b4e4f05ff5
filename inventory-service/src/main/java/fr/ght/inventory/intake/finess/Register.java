package fr.ght.inventory.intake.finess;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is used of a file of the flow "structures".
 *
 * @param on the day that it is of; null if it does not say
 * @param entities legal entities by the id that the file gives them
 */
record Register(@Nullable LocalDate on, List<Group> groups, Map<String, Entity> entities) {

  /** Where in the file something is, both from 1. */
  record Place(int line, int column) {}

  /**
   * A group of hospitals (GCC of type 001).
   *
   * @param path of it, {@code gcc[3]}
   * @param external the register's own number of it
   * @param since the day of the first event told of it
   */
  record Group(
      Place place,
      String path,
      String name,
      String external,
      @Nullable LocalDate since,
      List<Entry> entries) {}

  /**
   * @param entity the file's id of a legal entity
   * @param role S or M
   */
  record Entry(Place place, String path, String entity, String role) {}

  /**
   * @param number as it is written
   */
  record Entity(Place place, String path, String number, String name) {}
}
