package fr.ght.eventsourcing.rebuild;

/**
 * Rows of one table that are part of a view's digest, and must be the same when it is built again.
 *
 * @param table as {@code t} in the other parts
 * @param content one JSON value per row
 * @param condition which rows count
 * @param order by which no two rows are equal
 */
public record ComparedTable(String table, String content, String condition, String order) {

  /** All rows, whole. */
  public static ComparedTable whole(String table, String order) {
    return new ComparedTable(table, "to_jsonb(t)", "true", order);
  }

  /** All versions of the rows of a temporal table. */
  public static ComparedTable temporal(String table, String key) {
    return whole(table, "t." + key + ", t.recorded_from");
  }
}
