package fr.ght.view;

import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.view.facts.View;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Gives facts to the views as their consumer does: each view in a transaction of its own. */
@Singleton
public class Feed {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Pool pool;
  private final List<View> views;

  Feed(Pool pool, @All List<View> views) {
    this.pool = pool;
    this.views = views;
  }

  public void give(List<ReceivedFact<InventoryFact>> batch) {
    for (var view : views) {
      var taken = batch.stream().filter(received -> view.takes(received.fact())).toList();
      if (!taken.isEmpty()) {
        run(pool.withTransaction(tx -> view.apply(tx, taken)));
      }
    }
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads the array
  public final void give(ReceivedFact<InventoryFact>... batch) {
    give(List.of(batch));
  }

  public void empty() {
    for (var view : views) {
      execute("truncate " + String.join(", ", view.tables()));
    }
  }

  public int execute(String sql, Object... values) {
    return pool.preparedQuery(sql).execute(Tuple.wrap(values)).await().atMost(PATIENCE).rowCount();
  }

  public static <T> T got(Uni<T> answer) {
    return answer.await().atMost(PATIENCE);
  }

  private static void run(Uni<Void> change) {
    change.await().atMost(PATIENCE);
  }
}
