package fr.ght.view.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import fr.ght.contracts.FactTypes;
import fr.ght.eventsourcing.postgres.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Notices on their way between replicas: sent by the database when the transaction commits. */
public final class Notices {
  public static final String CHANNEL = "ght_view";

  private static final String NOTIFY = Sql.named(Notices.class, "notify");

  private Notices() {}

  /** Nobody is told of what is written beside the tables that are read. */
  public static Uni<Void> send(SqlConnection tx, Notice notice) {
    return tx.preparedQuery(NOTIFY).execute(Tuple.of(written(notice))).replaceWithVoid();
  }

  /**
   * @throws IllegalArgumentException if it is no notice
   */
  public static Notice read(String payload) {
    try {
      return FactTypes.JSON.readValue(payload, Notice.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a notice", e);
    }
  }

  private static String written(Notice notice) {
    try {
      return FactTypes.JSON.writeValueAsString(notice);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice cannot be written", e);
    }
  }
}
