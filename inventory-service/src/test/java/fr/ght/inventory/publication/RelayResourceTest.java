package fr.ght.inventory.publication;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the relay could not send is shown to operations, and sent when they ask for it. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class RelayResourceTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Metadata METADATA =
      new Metadata(new Actor("agent:test", "system"), null, UUID.randomUUID(), null);

  private final EventStore store;
  private final Pool pool;

  @Inject
  RelayResourceTest(EventStore store, Pool pool) {
    this.store = store;
    this.pool = pool;
  }

  /** Nobody can ever read these; the tests of other things are not to find them. */
  @AfterEach
  void forget() {
    pool.query("delete from parked_stream where stream like 'riddle/%'")
        .execute()
        .await()
        .atMost(LONGEST);
  }

  @Test
  void what_cannot_be_sent_is_listed_and_a_replay_in_vain_says_why() {
    var one = riddle();
    riddle();
    eventually(() -> get("/ops/relay/parked").body("total", equalTo(2)));
    String next =
        get("/ops/relay/parked?limit=1")
            .body("items", hasSize(1))
            .body("items[0].stream", equalTo(one.toString()))
            .body("items[0].reason", containsString("unknown kind of stream"))
            .body("items[0].count", equalTo(1))
            .body("next", notNullValue())
            .extract()
            .path("next");
    get("/ops/relay/parked?limit=1&cursor=" + next).body("items", hasSize(1));

    post("/ops/relay/replay?stream=" + one, "")
        .statusCode(200)
        .body("streams", equalTo(1))
        .body("taken", equalTo(0))
        .body("parkedAgain[0].stream", equalTo(one.toString()))
        .body("parkedAgain[0].reason", containsString("unknown kind of stream"));
    post("/ops/relay/replay", "").statusCode(200).body("parkedAgain", hasSize(2));

    get("/ops/relay/parked")
        .body("items[0].replays", equalTo(2))
        .body("items[1].replays", equalTo(1));
  }

  @Test
  void a_stream_that_does_not_stand_aside_needs_no_replay() {
    post("/ops/relay/replay?stream=asset/nowhere", "")
        .statusCode(200)
        .body("streams", equalTo(0))
        .body("parkedAgain", empty());
  }

  @Test
  void what_cannot_be_asked_is_a_problem_that_says_why() {
    post("/ops/relay/replay?stream=nonsense", "")
        .statusCode(400)
        .body("errors[0].field", equalTo("stream"));
    post("/ops/relay/replay?view=machines", "")
        .statusCode(400)
        .body("errors[0].field", equalTo("view"));
    get("/ops/relay/parked?cursor=x").statusCode(400).body("errors[0].field", equalTo("cursor"));
    get("/ops/relay/parked?limit=0").statusCode(400).body("errors[0].field", equalTo("limit"));
  }

  private StreamId riddle() {
    var stream = new StreamId("riddle", UUID.randomUUID().toString());
    var event = new NewEvent(UUID.randomUUID(), "riddle-asked", 1, "{}", Instant.now());
    store
        .append(new Append(stream, 0, List.of(event), METADATA, null, List.of(), null))
        .await()
        .atMost(LONGEST);
    return stream;
  }
}
