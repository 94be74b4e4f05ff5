package fr.ght.inventory.intake.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.InventedReport;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/**
 * With a Kafka that knows who writes: the principal decides for which establishment he speaks. And
 * what becomes of what he sends while the service's database is away.
 */
@QuarkusTest
@QuarkusTestResource(value = GuardedServers.class, restrictToAnnotatedClass = true)
class KafkaPrincipalTest {
  private static final Instant MORNING = Instant.parse("2026-11-20T07:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String source = "urn:test:" + Invented.id();

  @Test
  void a_principal_speaks_for_his_own_establishment_and_for_no_other() throws Exception {
    var own = Api.establishment();
    var other = Api.establishment();
    try (var operator = operator();
        var sender = sender(own)) {
      operator.makeTopic("ght.intake." + own);
      operator.makeTopic("ght.intake." + other);
      operator.makeTopic("ght.intake");

      sender.structured("ght.intake." + own, machine("1", own));
      counted(own, 1);

      for (var topic : List.of("ght.intake." + other, "ght.intake", "ght.intake.rejected")) {
        assertThatThrownBy(() -> sender.structured(topic, machine("2", other)))
            .as(topic)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> sender.all(topic))
            .as("reading " + topic)
            .isInstanceOf(TopicAuthorizationException.class);
      }
      sender.structured("ght.intake." + own, machine("3", other));
      assertThat(rejected(operator, 1))
          .allMatch(reason -> reason.contains("no such establishment"));
      counted(other, 0);
    }
  }

  @Test
  void the_topic_of_all_is_closed_unless_an_operator_opens_it() throws Exception {
    var establishment = Api.establishment();
    try (var operator = operator()) {
      operator.makeTopic("ght.intake");
      operator.structured("ght.intake", machine("1", establishment));
      assertThat(rejected(operator, 1)).allMatch(reason -> reason.contains("This topic is closed"));
      counted(establishment, 0);
    }
  }

  @Test
  void while_the_database_is_away_events_wait_and_none_is_rejected_or_counted_twice()
      throws Exception {
    var establishment = Api.establishment();
    var topic = "ght.intake." + establishment;
    try (var operator = operator();
        var sender = sender(establishment)) {
      operator.makeTopic(topic);
      sender.structured(topic, machine("1", establishment));
      counted(establishment, 1);

      var refusedBefore = refused();
      GuardedServers.postgres().kill();
      for (int i = 2; i <= 30; i++) {
        sender.structured(topic, machine("" + i, establishment));
      }
      sender.structured(topic, machine("2", establishment));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(health()).contains("waits"));
      assertThat(refused()).isEqualTo(refusedBefore);

      GuardedServers.postgres().restart();
      counted(establishment, 30);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(health()).doesNotContain("waits"));
      assertThat(rejectedRows(operator)).isEmpty();
    }
  }

  private static Broker operator() {
    return new Broker(GuardedServers.operator(), Map.of());
  }

  private static Broker sender(String establishment) {
    return new Broker(GuardedServers.client(GuardedServers.establishment(establishment)), Map.of());
  }

  private String machine(String id, String establishment) {
    return InventedReport.of("pc-" + id)
        .hardware(source + id)
        .event(source, id, establishment, MORNING);
  }

  /** How many events this service has refused so far, those of the tests before included. */
  private static String refused() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("ght_intake_events_total{outcome=\"refused\"}"))
        .findFirst()
        .orElse("none");
  }

  private static String health() {
    return given().get("/q/health/well").asString();
  }

  private static void counted(String establishment, int machines) {
    await()
        .atMost(PATIENCE)
        .ignoreException(SQLException.class)
        .untilAsserted(() -> assertThat(discovered(establishment)).isEqualTo(machines));
  }

  private static int discovered(String establishment) throws SQLException {
    try (var connection = GuardedServers.postgres().connect(GuardedServers.DATABASE);
        var statement =
            connection.prepareStatement(
                "select count(*) from event where type = 'asset-discovered' and payload->>'establishment' = ?")) {
      statement.setString(1, establishment);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private List<String> rejected(Broker broker, int events) {
    await().atMost(PATIENCE).until(() -> rejectedRows(broker).size() >= events);
    return rejectedRows(broker);
  }

  private List<String> rejectedRows(Broker broker) {
    return broker.all("ght.intake.rejected").stream()
        .filter(row ->
            new String(row.value(), java.nio.charset.StandardCharsets.UTF_8).contains(source))
        .map(row -> Broker.header(row, "ght_reason"))
        .toList();
  }
}
