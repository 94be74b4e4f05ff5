package fr.ght.benchmarks.log;

import fr.ght.benchmarks.Sql;
import fr.ght.eventsourcing.kafka.FactView;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;

/** The smallest view there is: each stream's last fact is a row. */
final class Rows implements FactView<String> {

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public boolean takes(String fact) {
    return true;
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedFact<String>> facts) {
    var last = new LinkedHashMap<String, ReceivedFact<String>>();
    facts.forEach(fact -> last.put(fact.stream().toString(), fact));
    return tx.preparedQuery(Sql.named("log/write-rows"))
        .execute(
            Tuple.tuple()
                .addArrayOfString(last.keySet().toArray(String[]::new))
                .addArrayOfLong(
                    last.values().stream().map(ReceivedFact::version).toArray(Long[]::new))
                .addArrayOfString(
                    last.values().stream().map(ReceivedFact::fact).toArray(String[]::new)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> empty(SqlConnection tx) {
    return tx.query("truncate bench_row").execute().replaceWithVoid();
  }
}
