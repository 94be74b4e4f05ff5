package fr.ght.eventsourcing.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** What building a view anew has to know of it. */
public interface RebuiltView {

  /** Its stable name: in addresses, and for how far it is. */
  String name();

  /** All tables that it writes, in the schema that the connection reads by default. */
  List<String> tables();

  /** Those of them that must be the same when built again, without what is volatile. */
  List<ComparedTable> compared();

  /** Another version of it is read from now on: in the transaction of the switch. */
  default Uni<Void> switched(SqlConnection tx) {
    return Uni.createFrom().voidItem();
  }
}
