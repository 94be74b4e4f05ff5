package fr.ght.inventory.view;

import fr.ght.eventsourcing.postgres.EventView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/** One view of the service's own log: how it follows, and how it starts over. */
public interface View extends EventView {

  /** Its stable name, in addresses and as its checkpoint. */
  String name();

  @Override
  Set<String> kinds();

  /** Empties its tables, in {@code tx} only. */
  Uni<Void> empty(SqlConnection tx);
}
