package fr.ght.view.machines;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.SearchText;
import fr.ght.view.facts.Completeness;
import fr.ght.view.facts.Recorded;
import fr.ght.view.members.Group;
import fr.ght.view.members.Group.Member;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The machines of a group, in the order of their names. */
@Singleton
public class Machines {
  private static final String NOW = "r.recorded_to = '9999-12-31Z'";
  private static final String ITEMS = Sql.named(Machines.class, "machines");
  private static final String COUNT = Sql.named(Machines.class, "count-machines");
  private static final int CURSOR_PARTS = 2;

  private final Pool pool;
  private final Members members;
  private final Completeness completeness;

  public Machines(Pool pool, Members members, Completeness completeness) {
    this.pool = pool;
    this.members = members;
    this.completeness = completeness;
  }

  /**
   * Those of the full members on the day.
   *
   * @param cursor that an earlier page gave; null for the first
   * @return fails with a problem: 404 if no such group was known as of then, 400 for a cursor that
   *     this list did not give out
   */
  public Uni<Page<MachineItem>> list(
      String ght, MachineFilter filter, AsOf asOf, @Nullable String cursor, int limit) {
    var behind = Cursor.parse(cursor, CURSOR_PARTS);
    var completeUpTo = completeness.completeUpTo(GroupsView.NAME, MachinesView.NAME);
    return members
        .group(ght, asOf)
        .chain(group -> {
          var establishments = establishments(group, filter, asOf);
          return count(establishments, filter, asOf)
              .chain(total ->
                  rows(establishments, filter, asOf, behind, limit + 1)
                      .map(rows ->
                          Page.of(
                              rows,
                              limit,
                              total,
                              completeUpTo,
                              row -> item(row, asOf),
                              Machines::key)));
        });
  }

  private static String[] establishments(Group group, MachineFilter filter, AsOf asOf) {
    var wanted = filter.establishment();
    return group.fullMembersOn(asOf.on()).stream()
        .map(Member::establishment)
        .filter(establishment -> wanted == null || wanted.equals(establishment))
        .toArray(String[]::new);
  }

  private Uni<Long> count(String[] establishments, MachineFilter filter, AsOf asOf) {
    var values = asked(establishments, filter).addValue(Page.COUNTED + 1);
    return pool.preparedQuery(standing(COUNT, values, asOf))
        .execute(values)
        .map(rows -> rows.iterator().next().getLong("machines"));
  }

  private Uni<List<Row>> rows(
      String[] establishments,
      MachineFilter filter,
      AsOf asOf,
      @Nullable Cursor behind,
      int limit) {
    var key = behind == null ? List.of("", "") : behind.key();
    var values =
        asked(establishments, filter)
            .addValue(key.getFirst())
            .addValue(key.getLast())
            .addValue(limit);
    return pool.preparedQuery(standing(ITEMS, values, asOf))
        .execute(values)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
  }

  private static Tuple asked(String[] establishments, MachineFilter filter) {
    var q = filter.q();
    var kind = filter.kind();
    var state = filter.state();
    return Tuple.tuple()
        .addValue(establishments)
        .addValue(kind == null ? null : kind.name())
        .addValue(state == null ? null : state.name())
        .addValue(q == null ? "%" : SearchText.pattern(q));
  }

  /** What stands now has an index of its own, which is only used if the statement says so. */
  private static String standing(String statement, Tuple values, AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    if (recordedBy == null) {
      return statement.replace("{standing}", NOW);
    }
    values.addValue(Recorded.sql(recordedBy));
    var parameter = "$" + values.size();
    return statement.replace(
        "{standing}",
        "r.recorded_from <= %s and r.recorded_to > %s".formatted(parameter, parameter));
  }

  private static MachineItem item(Row row, AsOf asOf) {
    return new MachineItem(
        row.getString("asset"),
        row.getString("establishment"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("manufacturer"),
        row.getString("model"),
        row.getString("operating_system"),
        row.getString("os_version"),
        row.getInteger("software_count"),
        row.getString("state"),
        asOf.recordedBy() == null ? seenAt(row) : null);
  }

  private static @Nullable Instant seenAt(Row row) {
    var seenAt = row.getOffsetDateTime("seen_at");
    return seenAt == null ? null : seenAt.toInstant();
  }

  private static Cursor key(Row row) {
    return Cursor.after(row.getString("sort_name"), row.getString("asset"));
  }
}
