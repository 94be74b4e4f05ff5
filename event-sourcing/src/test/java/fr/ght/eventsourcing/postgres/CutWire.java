package fr.ght.eventsourcing.postgres;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.mutiny.sqlclient.Pool;

/** The way to the database, which a test cuts after the server got the request. */
final class CutWire implements AutoCloseable {
  private final NetServer entrance;
  private final Pool pool;
  private volatile boolean cutting;

  CutWire(LogDatabase database) {
    Vertx vertx = LogDatabase.vertx().getDelegate();
    entrance =
        vertx
            .createNetServer()
            .connectHandler(client -> {
              client.pause();
              vertx
                  .createNetClient()
                  .connect(database.server().port(), "127.0.0.1")
                  .onFailure(_ -> client.close())
                  .onSuccess(server -> join(client, server));
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    pool = database.pool(2, entrance.actualPort());
  }

  PostgresEventStore store() {
    return new PostgresEventStore(pool, new SimpleMeterRegistry());
  }

  /** The next answer does not arrive: its connection is closed instead. */
  void swallowAnswersAndCut() {
    cutting = true;
  }

  void mend() {
    cutting = false;
  }

  @Override
  public void close() {
    pool.closeAndAwait();
    entrance.close();
  }

  private void join(NetSocket client, NetSocket server) {
    client.handler(server::write).closeHandler(_ -> server.close()).resume();
    server
        .handler(bytes -> {
          if (cutting) {
            client.close();
          } else {
            client.write(bytes);
          }
        })
        .closeHandler(_ -> client.close());
  }
}
