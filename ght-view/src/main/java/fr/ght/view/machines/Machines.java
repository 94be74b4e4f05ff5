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
import io.vertx.mutiny.sqlclient.SqlConnection;
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
  private static final String FOUND = Sql.named(Machines.class, "found-machines");

  /** Which way is best depends on the values, and no way is long enough to be compiled. */
  private static final String PLANNING =
      "set local plan_cache_mode = force_custom_plan; set local jit = off";

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
          return pool.withTransaction(tx ->
                  tx.query(PLANNING)
                      .execute()
                      .chain(() ->
                          found(tx, new Question(establishments, filter, asOf, behind, limit + 1))))
              .map(found ->
                  Page.of(
                      found.rows(),
                      limit,
                      found.total(),
                      completeUpTo,
                      row -> item(row, asOf),
                      Machines::key));
        });
  }

  private record Question(
      String[] establishments,
      MachineFilter filter,
      AsOf asOf,
      @Nullable Cursor behind,
      int most) {}

  private record Found(List<Row> rows, long total) {}

  /**
   * What a search finds is looked up and sorted if it is no more than is counted anyhow; else so
   * much fits that the order's index comes to a page of it at once (ADR 27).
   */
  private static Uni<Found> found(SqlConnection tx, Question question) {
    if (question.filter().q() == null) {
      return count(tx, question)
          .chain(total -> inOrder(tx, question).map(rows -> new Found(rows, total)));
    }
    return lookedUp(tx, question)
        .chain(found ->
            found.total() <= Page.COUNTED
                ? Uni.createFrom().item(found)
                : inOrder(tx, question).map(rows -> new Found(rows, found.total())));
  }

  private static String[] establishments(Group group, MachineFilter filter, AsOf asOf) {
    var wanted = filter.establishment();
    return group.fullMembersOn(asOf.on()).stream()
        .map(Member::establishment)
        .filter(establishment -> wanted == null || wanted.equals(establishment))
        .toArray(String[]::new);
  }

  private static Uni<Long> count(SqlConnection tx, Question question) {
    var values = asked(question).addValue(Page.COUNTED + 1);
    return execute(tx, COUNT, values, question.asOf())
        .map(rows -> rows.getFirst().getLong("machines"));
  }

  private static Uni<List<Row>> inOrder(SqlConnection tx, Question question) {
    return execute(tx, ITEMS, page(question), question.asOf());
  }

  private static Uni<Found> lookedUp(SqlConnection tx, Question question) {
    var values = page(question).addValue(Page.COUNTED + 1);
    return execute(tx, FOUND, values, question.asOf())
        .map(rows ->
            new Found(
                rows.stream().filter(row -> row.getString("asset") != null).toList(),
                rows.getFirst().getLong("total")));
  }

  private static Uni<List<Row>> execute(
      SqlConnection tx, String statement, Tuple values, AsOf asOf) {
    return tx.preparedQuery(standing(statement, values, asOf))
        .execute(values)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
  }

  private static Tuple page(Question question) {
    var behind = question.behind();
    var key = behind == null ? List.of("", "") : behind.key();
    return asked(question)
        .addValue(key.getFirst())
        .addValue(key.getLast())
        .addValue(question.most());
  }

  private static Tuple asked(Question question) {
    var q = question.filter().q();
    var kind = question.filter().kind();
    var state = question.filter().state();
    return Tuple.tuple()
        .addValue(question.establishments())
        .addValue(kind == null ? null : kind.name())
        .addValue(state == null ? null : state.name())
        .addValue(q == null ? null : SearchText.pattern(q));
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
