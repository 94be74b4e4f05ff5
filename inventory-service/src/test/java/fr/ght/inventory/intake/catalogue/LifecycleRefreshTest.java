package fr.ght.inventory.intake.catalogue;

import static fr.ght.inventory.intake.Api.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.sun.net.httpserver.HttpServer;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.Invented;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the platform says of lifecycle dates that it fetches itself, also when it cannot. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class LifecycleRefreshTest {
  private static final String STATE = "/api/inventory/products/lifecycle";

  private final LifecycleRefresh refresh;
  private final EventStore store;

  @Inject
  LifecycleRefreshTest(LifecycleRefresh refresh, EventStore store) {
    this.refresh = refresh;
    this.store = store;
  }

  private record Answer(int status, String body) {}

  @Test
  void dates_are_recorded_once_and_failures_say_why_and_leave_them() throws IOException {
    var product = "invented-" + Invented.id();
    var answer =
        new AtomicReference<>(
            new Answer(
                200,
                "{\"result\":[{\"name\":\"%s\",\"releases\":[{\"name\":\"1\",\"eolFrom\":\"2030-01-01\"}]}]}"
                    .formatted(product)));
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var told = answer.get();
          var body = told.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(told.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    var address =
        URI.create("http://127.0.0.1:%d/products/full".formatted(server.getAddress().getPort()));
    try {
      refresh.refresh(address);
      refresh.refresh(address);
      get(STATE).body("lastSuccess", notNullValue()).body("products", equalTo(1));
      Assertions.assertThat(recorded(product)).isEqualTo(1);

      answer.set(new Answer(503, ""));
      refresh.refresh(address);
      get(STATE)
          .body("lastFailure", notNullValue())
          .body("reason", containsString("it answers 503"))
          .body("lastSuccess", notNullValue());
      answer.set(new Answer(200, "<html>"));
      refresh.refresh(address);
      get(STATE).body("reason", equalTo("the answer is no JSON"));
      answer.set(new Answer(200, "{\"result\":7}"));
      refresh.refresh(address);
      get(STATE).body("reason", containsString("the answer is no list of products"));
    } finally {
      server.stop(0);
    }
    refresh.refresh(address);
    get(STATE).body("reason", containsString("cannot be reached"));
    Assertions.assertThat(recorded(product)).isEqualTo(1);
  }

  private long recorded(String product) {
    return store
        .read(new StreamId("lifecycle", product))
        .await()
        .atMost(Duration.ofSeconds(20))
        .version();
  }
}
