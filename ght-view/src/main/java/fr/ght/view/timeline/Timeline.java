package fr.ght.view.timeline;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.view.facts.Completeness;
import fr.ght.view.facts.Recorded;
import fr.ght.view.machines.MachinesView;
import fr.ght.view.matrix.ApplicationsView;
import fr.ght.view.members.Group;
import fr.ght.view.members.Group.Stay;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What changed in a group, latest first. */
@Singleton
public class Timeline {
  private static final String ENTRIES = Sql.named(Timeline.class, "entries");
  private static final String COUNT = Sql.named(Timeline.class, "count-entries");
  private static final String APPLICATION = "application/";
  private static final int CURSOR_PARTS = 2;
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final Pool pool;
  private final Members members;
  private final Completeness completeness;

  /** The last entry of the page before. */
  private record Behind(Instant recordedAt, UUID id) {
    static final Behind NOTHING = new Behind(TemporalTable.FOREVER, LAST_ID);

    static Behind parse(@Nullable String text) {
      var cursor = Cursor.parse(text, CURSOR_PARTS);
      if (cursor == null) {
        return NOTHING;
      }
      try {
        return new Behind(
            Instant.parse(cursor.key().getFirst()), UUID.fromString(cursor.key().getLast()));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw Problem.unreadable("cursor", "was not given out by this list");
      }
    }
  }

  public Timeline(Pool pool, Members members, Completeness completeness) {
    this.pool = pool;
    this.members = members;
    this.completeness = completeness;
  }

  /**
   * The group's own changes, and those of its full members recorded while they were in it.
   *
   * @param establishment FINESS; null for all
   * @param cursor that an earlier page gave; null for the first
   * @return fails with a problem: 404 if no such group was known as of then, 400 for a cursor that
   *     this list did not give out
   */
  public Uni<Page<TimelineEntry>> of(
      String ght, AsOf asOf, @Nullable String establishment, @Nullable String cursor, int limit) {
    var behind = Behind.parse(cursor);
    var completeUpTo =
        completeness.completeUpTo(
            GroupsView.NAME, TimelineView.NAME, ApplicationsView.NAME, MachinesView.NAME);
    return members
        .group(ght, asOf)
        .chain(group ->
            count(group, asOf, establishment)
                .chain(total ->
                    rows(group, asOf, establishment, behind, limit + 1)
                        .map(rows ->
                            Page.of(
                                rows,
                                limit,
                                total,
                                completeUpTo,
                                row -> entry(row, group),
                                Timeline::key))));
  }

  private Uni<Long> count(Group group, AsOf asOf, @Nullable String establishment) {
    return pool.preparedQuery(COUNT)
        .execute(asked(group, asOf, establishment).addValue(Page.COUNTED + 1))
        .map(rows -> rows.iterator().next().getLong("entries"));
  }

  private Uni<List<Row>> rows(
      Group group, AsOf asOf, @Nullable String establishment, Behind behind, int limit) {
    return pool.preparedQuery(ENTRIES)
        .execute(
            asked(group, asOf, establishment)
                .addValue(Recorded.sql(behind.recordedAt()))
                .addValue(behind.id())
                .addValue(limit))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
  }

  private static Tuple asked(Group group, AsOf asOf, @Nullable String establishment) {
    var stays =
        group.fullStays().stream()
            .filter(stay -> establishment == null || establishment.equals(stay.establishment()))
            .toList();
    return Tuple.tuple()
        .addValue(group.ght())
        .addValue(stays.stream().map(Stay::establishment).toArray(String[]::new))
        .addValue(stays.stream().map(stay -> start(stay.from())).toArray(OffsetDateTime[]::new))
        .addValue(stays.stream().map(stay -> start(stay.to())).toArray(OffsetDateTime[]::new))
        .addValue(establishment == null ? "" : establishment)
        .addValue(Recorded.by(asOf));
  }

  private static OffsetDateTime start(@Nullable LocalDate day) {
    return Recorded.sql(
        day == null ? TemporalTable.FOREVER : day.atStartOfDay(AsOf.PARIS).toInstant());
  }

  private static TimelineEntry entry(Row row, Group group) {
    var establishment = row.getString("establishment");
    var details = new TreeMap<String, String>();
    ((JsonObject) row.getValue("details"))
        .forEach(detail -> details.put(detail.getKey(), detail.getValue().toString()));
    var subject = row.getString("subject");
    var called = row.getString("called");
    if (called != null) {
      details.putIfAbsent(subject.startsWith(APPLICATION) ? "product" : "name", called);
    }
    return new TimelineEntry(
        row.getUUID("id").toString(),
        row.getString("type"),
        row.getOffsetDateTime("recorded_at").toInstant(),
        row.getOffsetDateTime("occurred_at").toInstant(),
        establishment.isEmpty() ? null : establishment,
        group.nameOf(establishment),
        subject,
        details,
        row.getString("role"));
  }

  private static Cursor key(Row row) {
    return Cursor.after(
        row.getOffsetDateTime("recorded_at").toInstant().toString(), row.getUUID("id").toString());
  }
}
