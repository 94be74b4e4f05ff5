package fr.ght.view.pages;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between browser and service, and can be cut: real connections break, new ones fail. */
final class Cable implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  private final Vertx vertx;
  private final NetClient client;
  private final int servicePort;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private NetServer server;
  private final int port;

  Cable(Vertx vertx, int servicePort) {
    this.vertx = vertx;
    this.servicePort = servicePort;
    client = vertx.createNetClient();
    server = listen(0);
    port = server.actualPort();
  }

  String address() {
    return "http://" + HERE + ":" + port + "/";
  }

  void cut() {
    server.close().toCompletionStage().toCompletableFuture().join();
    open.forEach(NetSocket::close);
  }

  void mend() {
    server = listen(port);
  }

  private NetServer listen(int wanted) {
    return vertx
        .createNetServer()
        .connectHandler(this::join)
        .listen(wanted, HERE)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void join(NetSocket browser) {
    browser.pause();
    open.add(browser);
    client
        .connect(servicePort, HERE)
        .onFailure(_ -> browser.close())
        .onSuccess(service -> {
          browser.pipeTo(service);
          service.pipeTo(browser);
          browser.closeHandler(_ -> {
            open.remove(browser);
            service.close();
          });
        });
  }

  @Override
  public void close() {
    cut();
    client.close();
  }
}
