package fr.ght.view.incidents;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.view.facts.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many incidents wait for a person. */
@Singleton
public class OpenIncidents {
  private static final String OPEN = Sql.named(OpenIncidents.class, "open-incidents");

  private final Pool pool;

  public OpenIncidents(Pool pool) {
    this.pool = pool;
  }

  /** By establishment; one that has none is left out. */
  public Uni<Map<String, Long>> of(Collection<String> establishments, AsOf asOf) {
    return pool.preparedQuery(OPEN)
        .execute(Tuple.of(establishments.toArray(String[]::new), Recorded.by(asOf)))
        .map(rows -> {
          var open = new HashMap<String, Long>();
          rows.forEach(row -> open.put(row.getString("establishment"), row.getLong("incidents")));
          return open;
        });
  }
}
