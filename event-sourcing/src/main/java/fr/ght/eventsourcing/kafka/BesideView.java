package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.rebuild.VersionName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * Another version of a view: the same rules, in tables of its own.
 *
 * @param name of the version
 */
record BesideView<F>(String name, FactView<F> view) implements FactView<F> {

  @Override
  public boolean takes(F fact) {
    return view.takes(fact);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<F>> facts) {
    return VersionName.enter(tx, name).chain(() -> view.apply(tx, facts));
  }

  @Override
  public Uni<Void> empty(SqlConnection tx) {
    return VersionName.enter(tx, name).chain(() -> view.empty(tx));
  }
}
