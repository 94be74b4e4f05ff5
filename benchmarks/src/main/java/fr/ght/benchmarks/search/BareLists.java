package fr.ght.benchmarks.search;

import fr.ght.http.AsOf;
import fr.ght.inventory.view.assets.AssetOrder;
import fr.ght.inventory.view.assets.AssetSearch;
import fr.ght.inventory.view.assets.Wanted;
import fr.ght.local.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The very statements of the list by the client of the service, with nothing around them. */
final class BareLists implements AutoCloseable {
  private static final int PAGE = 51;

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final AssetSearch search;

  BareLists(String url) {
    pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(url)
                    .setUser(PostgresServer.USER)
                    .setCachePreparedStatements(true))
            .with(new PoolOptions().setMaxSize(1))
            .using(vertx)
            .build();
    search = new AssetSearch(pool);
  }

  void ask(Reader reader, Map<String, String> parameters) {
    var order = AssetOrder.asked(parameters.get("sort"));
    search
        .page(wanted(reader, parameters), order, order.behind(parameters.get("cursor")), PAGE)
        .await()
        .indefinitely();
  }

  private static Wanted wanted(Reader reader, Map<String, String> parameters) {
    @Nullable String establishment = parameters.get("establishment");
    return new Wanted(
        establishment == null ? reader.establishments() : List.of(establishment),
        parameters.get("kind"),
        parameters.getOrDefault("state", "IN_SERVICE"),
        parameters.get("q"),
        parameters.get("software"),
        AsOf.parse(parameters.get("asOf"), null, Instant.now()));
  }

  @Override
  public void close() {
    pool.closeAndAwait();
    vertx.closeAndAwait();
  }
}
