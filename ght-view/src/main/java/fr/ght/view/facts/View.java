package fr.ght.view.facts;

import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.FactView;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.rebuild.RebuiltView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** One view of the facts: how it takes them, and which rows a rebuild must yield again. */
public interface View extends FactView<InventoryFact>, RebuiltView {

  @Override
  String name();

  /** What its digest is made of, in this order; what is volatile is left out. */
  List<DigestedTable> digested();

  @Override
  default List<ComparedTable> compared() {
    return digested().stream().map(DigestedTable::compared).toList();
  }

  /** Whoever looks at it is told, here and at all replicas. */
  @Override
  default Uni<Void> switched(SqlConnection tx) {
    return Notices.send(tx, Notice.everything(name()));
  }

  @Override
  default Uni<Void> empty(SqlConnection tx) {
    return tx.query("truncate " + String.join(", ", tables())).execute().replaceWithVoid();
  }
}
