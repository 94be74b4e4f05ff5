package fr.ght.view.audit;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.view.facts.Completeness;
import fr.ght.view.facts.Recorded;
import fr.ght.view.members.Group;
import fr.ght.view.members.Group.Stay;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Who changed what in a group, latest first. */
@Singleton
public class Audit {
  private static final String ROWS = Sql.named(Audit.class, "rows");
  private static final String COUNT = Sql.named(Audit.class, "count-rows");
  private static final int CURSOR_PARTS = 2;
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final Pool pool;
  private final Members members;
  private final Completeness completeness;

  /** The last row of the page before. */
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
        throw Cursor.foreign();
      }
    }
  }

  public Audit(Pool pool, Members members, Completeness completeness) {
    this.pool = pool;
    this.members = members;
    this.completeness = completeness;
  }

  /**
   * The group's own changes, and those of its full members recorded while they were in it.
   *
   * @param cursor that an earlier page gave; null for the first
   * @return fails with a problem: 404 if no such group was known as of then, 400 for a cursor that
   *     this list did not give out
   */
  public Uni<Page<AuditEntry>> list(
      String ght, AuditFilter filter, AsOf asOf, @Nullable String cursor, int limit) {
    var behind = Behind.parse(cursor);
    var completeUpTo = completeness.completeUpTo(GroupsView.NAME, AuditView.NAME);
    return members
        .group(ght, asOf)
        .chain(group ->
            count(group, filter, asOf)
                .chain(total ->
                    rows(group, filter, asOf, behind, limit + 1)
                        .map(rows ->
                            Page.of(
                                rows,
                                limit,
                                total,
                                completeUpTo,
                                row -> entry(row, group),
                                Audit::key))));
  }

  private Uni<Long> count(Group group, AuditFilter filter, AsOf asOf) {
    var values = asked(group, filter, asOf).addValue(Page.COUNTED + 1);
    return pool.preparedQuery(COUNT.replace("{asked}", filter.conditions(values)))
        .execute(values)
        .map(rows -> rows.iterator().next().getLong("rows"));
  }

  private Uni<List<Row>> rows(
      Group group, AuditFilter filter, AsOf asOf, Behind behind, int limit) {
    var values =
        asked(group, filter, asOf)
            .addValue(Recorded.sql(behind.recordedAt()))
            .addValue(behind.id())
            .addValue(limit);
    return pool.preparedQuery(ROWS.replace("{asked}", filter.conditions(values)))
        .execute(values)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
  }

  private static Tuple asked(Group group, AuditFilter filter, AsOf asOf) {
    var establishment = filter.establishment();
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

  private static AuditEntry entry(Row row, Group group) {
    var establishment = text(row, "establishment");
    return new AuditEntry(
        row.getUUID("id").toString(),
        row.getString("type"),
        row.getOffsetDateTime("recorded_at").toInstant(),
        row.getOffsetDateTime("occurred_at").toInstant(),
        row.getString("subject"),
        establishment,
        establishment == null ? null : group.nameOf(establishment),
        text(row, "moved_from"),
        text(row, "ght"),
        row.getString("actor"),
        row.getString("role"),
        row.getUUID("correlation").toString(),
        id(row, "causation"),
        id(row, "command"));
  }

  private static @Nullable String text(Row row, String column) {
    var text = row.getString(column);
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String id(Row row, String column) {
    var id = row.getUUID(column);
    return id == null ? null : id.toString();
  }

  private static Cursor key(Row row) {
    return Cursor.after(
        row.getOffsetDateTime("recorded_at").toInstant().toString(), row.getUUID("id").toString());
  }
}
