package fr.ght.view.facts;

import fr.ght.eventsourcing.rebuild.ComparedTable;

/**
 * Rows of one table that are part of a view's digest, whole.
 *
 * @param table as {@code t} in the other parts
 * @param content one JSON value per row, from {@code t} and the instant {@code $1}
 * @param condition which rows had been recorded by {@code $1}
 * @param order by which no two rows are equal
 * @param owner whose rows they are
 */
public record DigestedTable(
    String table, String content, String condition, String order, Owner owner) {

  /** By which column a group's own rows are told. */
  public enum Owner {
    GHT("t.ght = $2"),
    ESTABLISHMENT("t.establishment = any ($2)"),
    EITHER("(t.ght = $2 or t.ght = '' and t.establishment = any ($3))"),
    /** Also what has left an establishment for another one. */
    EITHER_OR_LEFT(
        "(t.ght = $2 or t.ght = '' and (t.establishment = any ($3) or t.moved_from = any ($3)))");

    final String condition;

    Owner(String condition) {
      this.condition = condition;
    }
  }

  /** Versions begun by the instant; one that ended later is shown as standing. */
  public static DigestedTable temporal(String table, String key, Owner owner) {
    return new DigestedTable(
        table,
        "to_jsonb(t) || jsonb_build_object('recorded_to',"
            + " case when t.recorded_to > $1 then null else t.recorded_to end)",
        "t.recorded_from <= $1",
        "t." + key + ", t.recorded_from",
        owner);
  }

  /** Rows dated by {@code instant}, which nothing recorded later touches. */
  public static DigestedTable dated(String table, String instant, String order, Owner owner) {
    return new DigestedTable(table, "to_jsonb(t)", "t." + instant + " <= $1", order, owner);
  }

  /** Rows that have no past: part of a digest of all that is known now, and of no other. */
  public static DigestedTable present(String table, String order, Owner owner) {
    return new DigestedTable(
        table, "to_jsonb(t)", "$1::timestamptz >= '9999-12-30Z'", order, owner);
  }

  /** All its rows, in the digest of all that is known now. */
  ComparedTable compared() {
    var now = "'" + Recorded.ALL + "'::timestamptz";
    return new ComparedTable(
        table, content.replace("$1", now), condition.replace("$1", now), order);
  }

  /** Rows for which {@code condition} holds are as good as absent. */
  public DigestedTable without(String absent) {
    return new DigestedTable(table, content, condition + " and not (" + absent + ")", order, owner);
  }
}
