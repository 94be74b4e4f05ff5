package fr.ght.eventsourcing.rebuild;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.eventsourcing.rebuild.Comparison.Difference;
import fr.ght.eventsourcing.rebuild.Source.Filled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table {@code view_version}, and the tables that its lines tell of. */
final class VersionTable {
  private static final String READ = sql("read-versions");
  private static final String FIRST = sql("first-version");
  private static final String BEGIN = sql("begin-version");
  private static final String CLAIM = sql("claim-version");
  private static final String RENEW = sql("renew-version");
  private static final String RELEASE = sql("release-version");
  private static final String COMPARED = sql("compared-version");
  private static final String HOLD = sql("hold-version");
  private static final String RESUME = sql("resume-version");
  private static final String LOCK = sql("lock-versions");
  private static final String SET_STATE = sql("set-state");
  private static final String FORGET = sql("forget-version");
  private static final String MAKE = "select make_version($1, $2)";
  private static final String FINISH = "select finish_version($1, $2)";
  private static final String SWITCH = "select switch_version($1, $2, $3)";
  private static final String SAME_SHAPE = "select has_same_shape($1, $2) as same";

  private VersionTable() {}

  private static String sql(String name) {
    return Sql.named(VersionTable.class, name);
  }

  /** A line under lock. */
  record Locked(VersionState state, @Nullable String holder) {
    boolean isBeingBuilt() {
      return state == VersionState.FILLING || state == VersionState.HELD;
    }
  }

  /** A version that somebody works on, or nobody. */
  record Listed(ViewVersion version, boolean hold, boolean held) {}

  static Uni<List<Listed>> read(SqlClient client, @Nullable String view) {
    return client
        .preparedQuery(READ)
        .execute(Tuple.tuple().addString(view))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(VersionTable::listed).toList());
  }

  private static Listed listed(Row row) {
    var version =
        new ViewVersion(
            row.getString("view"),
            row.getInteger("version"),
            VersionState.valueOf(row.getString("state")),
            row.getOffsetDateTime("begun_at").toInstant(),
            row.getOffsetDateTime("changed_at").toInstant(),
            row.getLong("done"),
            row.getLong("total"),
            row.getLong("per_second"),
            row.getString("trouble"),
            row.getString("digest_before"),
            row.getString("digest_after"),
            row.getLong("only_before"),
            row.getLong("only_after"));
    return new Listed(version, row.getBoolean("hold"), row.getBoolean("held"));
  }

  /** The number of a new version, its tables made; fails if one is being built already. */
  static Uni<Integer> begin(SqlConnection tx, RebuiltView view, boolean hold) {
    return tx.preparedQuery(FIRST)
        .execute(Tuple.of(view.name()))
        .chain(() -> tx.preparedQuery(BEGIN).execute(Tuple.of(view.name(), hold)))
        .flatMap(rows ->
            rows.size() == 0
                ? Uni.createFrom()
                    .failure(new RebuildRefused(RebuildRefused.Reason.ALREADY_REBUILDING))
                : Uni.createFrom().item(rows.iterator().next().getInteger("version")))
        .call(version ->
            tx.preparedQuery(MAKE)
                .execute(Tuple.of(VersionName.of(view.name(), version), tables(view))));
  }

  /** Whether {@code holder} fills it from now on for some seconds; tells how far it is. */
  static Uni<Boolean> claim(
      SqlClient client,
      Subject subject,
      @Nullable Filled filled,
      @Nullable Long perSecond,
      @Nullable String trouble) {
    return client
        .preparedQuery(CLAIM)
        .execute(
            subject
                .key()
                .addLong(filled == null ? null : filled.done())
                .addLong(filled == null ? null : filled.total())
                .addLong(perSecond)
                .addString(trouble))
        .map(rows -> rows.rowCount() == 1);
  }

  /** A version, and who fills it. */
  record Subject(String view, int version, String holder) {
    Tuple key() {
      return Tuple.tuple().addString(view).addInteger(version).addString(holder);
    }

    String name() {
      return VersionName.of(view, version);
    }
  }

  /** Holds it for some more seconds, if it is still the holder's. */
  static Uni<Void> renew(SqlClient client, Subject subject) {
    return client.preparedQuery(RENEW).execute(subject.key()).replaceWithVoid();
  }

  static Uni<Void> release(SqlClient client, Subject subject) {
    return client.preparedQuery(RELEASE).execute(subject.key()).replaceWithVoid();
  }

  static Uni<Void> compared(SqlClient client, Subject subject, Difference difference) {
    return client
        .preparedQuery(COMPARED)
        .execute(
            subject
                .key()
                .addString(difference.before())
                .addString(difference.after())
                .addLong(difference.onlyBefore())
                .addLong(difference.onlyAfter()))
        .replaceWithVoid();
  }

  static Uni<Void> hold(SqlClient client, Subject subject) {
    return client.preparedQuery(HOLD).execute(subject.key()).replaceWithVoid();
  }

  static Uni<Void> resume(SqlClient client, String view, int version) {
    return client.preparedQuery(RESUME).execute(Tuple.of(view, version)).replaceWithVoid();
  }

  static Uni<Void> finish(SqlClient client, RebuiltView view, String version) {
    return client.preparedQuery(FINISH).execute(Tuple.of(version, tables(view))).replaceWithVoid();
  }

  /** All versions of the view; nobody changes them until tx ends. */
  static Uni<Map<Integer, Locked>> lock(SqlConnection tx, String view) {
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(view))
        .map(rows -> {
          var versions = new TreeMap<Integer, Locked>();
          for (var row : rows) {
            var state = VersionState.valueOf(row.getString("state"));
            versions.put(row.getInteger("version"), new Locked(state, row.getString("holder")));
          }
          return versions;
        });
  }

  static Uni<Boolean> hasSameShape(SqlClient client, RebuiltView view, String version) {
    return client
        .preparedQuery(SAME_SHAPE)
        .execute(Tuple.of(version, tables(view)))
        .map(rows -> rows.iterator().next().getBoolean("same"));
  }

  /** The tables of {@code live} and {@code next} change places, and so do their states. */
  static Uni<Void> switchTables(SqlConnection tx, RebuiltView view, int live, int next) {
    var name = view.name();
    return tx.preparedQuery(SWITCH)
        .execute(Tuple.of(VersionName.of(name, next), VersionName.of(name, live), tables(view)))
        .chain(() -> tx.preparedQuery(SET_STATE).execute(Tuple.of(name, live, "KEPT")))
        .chain(() -> tx.preparedQuery(SET_STATE).execute(Tuple.of(name, next, "LIVE")))
        .replaceWithVoid();
  }

  static Uni<Void> forget(SqlConnection tx, String view, int version) {
    var schema = VersionName.of(view, version).replace("\"", "\"\"");
    return tx.query("drop schema if exists \"" + schema + "\" cascade")
        .execute()
        .chain(() -> tx.preparedQuery(FORGET).execute(Tuple.of(view, version)))
        .replaceWithVoid();
  }

  private static String[] tables(RebuiltView view) {
    return view.tables().toArray(String[]::new);
  }
}
