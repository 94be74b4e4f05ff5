package fr.ght.view.facts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.local.testing.AllRights;
import fr.ght.view.Feed;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What operations do with views, over HTTP, with facts that come from a real Kafka. {@code
 * -Dght.facts=400000} tells how fast a rebuild is.
 */
@QuarkusTest
@QuarkusTestResource(value = OwnKafka.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsTest {
  private static final int FACTS = Integer.getInteger("ght.facts", 2_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60 + FACTS / 1_000);
  private static final String HERE = "990000001";

  @Inject Feed feed;
  @Inject Digests digests;
  @Inject Pool pool;

  @ConfigProperty(name = OwnKafka.BROKERS)
  String brokers;

  @Test
  @Order(1)
  void every_view_is_rebuilt_from_the_topic_and_is_the_same() {
    try (var facts = new SentFacts(brokers)) {
      var told = new Told();
      for (int machine = 0; machine < FACTS / 4; machine++) {
        var at = SentFacts.second(machine);
        var asset = UUID.randomUUID().toString();
        facts.send(told.at(at, Told.discovered(asset, HERE, "WORKSTATION", at)));
        facts.send(told.at(at, Told.hardware(asset, HERE, "WORKSTATION", "poste-" + machine, at)));
        facts.send(told.at(at, Told.system(asset, HERE, at)));
        facts.send(told.at(at, Told.software(asset, HERE, 3, at)));
      }
      facts.send(told.at(SentFacts.second(1), Told.created(AllRights.group("ght-a"))));
      facts.send(
          told.at(
              SentFacts.second(2),
              Told.declared("dpi-1", HERE, "patient-record", "Logiciel", "1.0")));
    }
    eventually(() -> assertThat(taken()).isEqualTo(FACTS + 2));

    for (var view : digests.views()) {
      var before = Feed.got(digests.of(view, Recorded.ALL));
      var begun = System.nanoTime();
      var worked = cpuSeconds();
      var rebuilt = rebuilt(view);
      var seconds = (System.nanoTime() - begun) / 1e9;
      worked = cpuSeconds() - worked;
      assertThat(rebuilt.getBoolean("same")).as(view).isTrue();
      assertThat(rebuilt.getString("digestAfter")).isEqualTo(before);
      System.out.printf(
          "%s: %d facts in %.1f s and %.1f s of the cores, indexes and digests included%n",
          view, rebuilt.getLong("total"), seconds, worked);
    }
    ops("/machines/versions").body("", hasSize(2));
    given().delete("/ops/views/machines/versions/1").then().statusCode(204);
    ops("/machines/versions").body("", hasSize(1));
  }

  /** Of this process and of the PostgreSQL that it started; Kafka is a ceiling of its own. */
  private static double cpuSeconds() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
            .map(ProcessHandle::info)
            .filter(info -> !info.commandLine().orElse("").contains("kafka.Kafka"))
            .mapToLong(info -> info.totalCpuDuration().orElse(Duration.ZERO).toMillis())
            .sum()
        / 1e3;
  }

  private long taken() {
    return Feed.got(
            pool.query(
                    "select sum(next_offset)::bigint as taken from view_offset where view = 'machines'")
                .execute())
        .iterator()
        .next()
        .getLong("taken");
  }

  @Test
  @Order(2)
  void corrupted_rows_are_mended_by_a_rebuild_and_can_be_gone_back_to() {
    assertThat(feed.execute("update machine_row set software_count = 7")).isPositive();

    var rebuilt = rebuilt("machines");
    assertThat(rebuilt.getBoolean("same")).isFalse();
    assertThat(rebuilt.getLong("onlyBefore")).isEqualTo(FACTS / 4);
    assertThat(rebuilt.getLong("onlyAfter")).isEqualTo(FACTS / 4);
    assertThat(corrupted()).isZero();

    int kept = rebuilt.getInt("version") - 1;
    given().post("/ops/views/machines/versions/" + kept + "/live").then().statusCode(202);
    assertThat(corrupted()).isEqualTo(FACTS / 4);
    assertThat(rebuilt("machines").getBoolean("same")).isFalse();
    assertThat(corrupted()).isZero();
  }

  private long corrupted() {
    return Feed.got(
            pool.query("select count(*) as bad from machine_row where software_count = 7")
                .execute())
        .iterator()
        .next()
        .getLong("bad");
  }

  @Test
  @Order(3)
  void a_rebuild_that_differs_is_held_if_the_operator_says_so() {
    assertThat(feed.execute("update application_row set product = 'Another'")).isPositive();
    given().post("/ops/views/applications/rebuild?hold=true").then().statusCode(202);
    eventually(() -> ops("/applications/rebuild").body("state", equalTo("HELD")));
    int held = ops("/applications/rebuild").extract().path("version");
    given()
        .post("/ops/views/applications/rebuild")
        .then()
        .statusCode(409)
        .body("code", equalTo("ALREADY_REBUILDING"));

    given().post("/ops/views/applications/versions/" + held + "/live").then().statusCode(202);
    eventually(() -> ops("/applications/rebuild").body("state", equalTo("LIVE")));
  }

  @Test
  @Order(4)
  void what_stands_aside_is_told_and_replayed_and_what_is_still_poison_stands_aside_again() {
    given().get("/q/health/well").then().body("checks[0].data.degraded", nullValue());
    try (var facts = new SentFacts(brokers)) {
      for (int machine = 0; machine < 3; machine++) {
        var told = new Told();
        var at = SentFacts.second(10 + machine);
        // Never discovered: no view of machines can take it.
        facts.send(told.at(at, Told.system("lost-" + machine, HERE, at)));
        facts.send(told.at(at, Told.software("lost-" + machine, HERE, 1, at)));
      }
    }
    eventually(() -> ops("/machines/parked").body("total", equalTo(3)));
    eventually(() ->
        given()
            .get("/q/health/well")
            .then()
            .body("checks[0].data.degraded", equalTo("3 streams stand aside in views")));
    given().get("/q/health/ready").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString())
        .contains("ght_facts_parked_streams{view=\"machines\"} 3.0");

    var first = ops("/machines/parked?limit=2").body("items", hasSize(2)).extract();
    assertThat(first.<String>path("items[0].reason")).contains("not discovered");
    assertThat(first.<Integer>path("items[0].count")).isEqualTo(2);
    ops("/machines/parked?limit=2&cursor=" + first.path("next"))
        .body("items", hasSize(1))
        .body("next", nullValue());

    String one = first.path("items[0].stream");
    given()
        .queryParam("stream", one)
        .post("/ops/views/machines/replay")
        .then()
        .statusCode(200)
        .body("streams", equalTo(1))
        .body("parkedAgain[0].stream", equalTo(one));
    given()
        .post("/ops/views/machines/replay")
        .then()
        .statusCode(200)
        .body("streams", equalTo(3))
        .body("taken", equalTo(0))
        .body("parkedAgain", hasSize(3));
    ops("/machines/parked")
        .body("items[0].replays", equalTo(2))
        .body("items[1].replays", equalTo(1))
        .body("items[0].replayedAt", notNullValue());
  }

  @Test
  void what_cannot_be_asked_is_a_problem_that_says_why() {
    given().post("/ops/views/nonsense/rebuild").then().statusCode(404);
    given().post("/ops/views/nonsense/replay").then().statusCode(404);
    given().get("/ops/views/nonsense/parked").then().statusCode(404);
    given()
        .get("/ops/views/machines/parked?cursor=x")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
    given()
        .post("/ops/views/machines/replay?stream=nonsense")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("stream"));
    given().post("/ops/views/machines/rebuild?hold=ja").then().statusCode(400);
  }

  private static JsonPath rebuilt(String view) {
    int version =
        given()
            .post("/ops/views/" + view + "/rebuild")
            .then()
            .statusCode(202)
            .extract()
            .path("version");
    eventually(() ->
        ops("/" + view + "/rebuild")
            .body("version", equalTo(version))
            .body("state", equalTo("LIVE")));
    return ops("/" + view + "/rebuild").extract().jsonPath();
  }

  private static ValidatableResponse ops(String rest) {
    return given().get("/ops/views" + rest).then().statusCode(200);
  }

  private static void eventually(ThrowingRunnable shown) {
    await().atMost(PATIENCE).untilAsserted(shown);
  }
}
