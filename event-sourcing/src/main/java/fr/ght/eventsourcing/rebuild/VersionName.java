package fr.ght.eventsourcing.rebuild;

import fr.ght.eventsourcing.postgres.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** What a version of a view is called that is not live: its books, and the schema of its tables. */
public final class VersionName {
  private static final String ENTER = Sql.named(VersionName.class, "enter-schema");

  private VersionName() {}

  static String of(String view, int version) {
    return view + "@" + version;
  }

  /** From here on {@code tx} reads and writes that version's tables under their usual names. */
  public static Uni<Void> enter(SqlConnection tx, String version) {
    return tx.preparedQuery(ENTER).execute(Tuple.of(version)).replaceWithVoid();
  }
}
