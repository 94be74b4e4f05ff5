package fr.ght.inventory.intake.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.postgres.PostgresEventStore;
import fr.ght.inventory.domain.credential.CredentialDecider;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.credentials.Verdict.Reason;
import fr.ght.inventory.intake.credentials.Verdict.Right;
import fr.ght.inventory.intake.credentials.Verdict.Wrong;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.local.testing.LocalServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another replica, or the same one after a restart: it knows of a credential by the log alone. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class CredentialCheckTest {
  private static final Duration RECHECK = Duration.ofSeconds(1);

  @Inject Pool pool;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Passwords passwords = new Passwords();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  private CredentialCheck replica;
  private String establishment = "";
  private JsonPath credential;

  @BeforeEach
  void started() {
    replica = replica();
    establishment = Api.establishment();
    credential = Api.credential(establishment);
  }

  @AfterEach
  void stop() {
    replica.stop();
  }

  @Test
  void a_credential_issued_elsewhere_is_right() {
    assertThat(verdict(credential)).isInstanceOf(Right.class);
  }

  @Test
  void a_credential_issued_while_others_of_the_establishment_are_in_use_is_right() {
    verdict(credential);

    var another = Api.credential(establishment);

    await()
        .atMost(RECHECK)
        .untilAsserted(() -> assertThat(verdict(another)).isInstanceOf(Right.class));
  }

  @Test
  void a_credential_revoked_elsewhere_is_wrong_within_seconds() {
    assertThat(verdict(credential)).isInstanceOf(Right.class);

    Api.delete(address()).statusCode(204);

    await()
        .atMost(RECHECK.plusSeconds(2))
        .untilAsserted(() -> assertThat(verdict(credential)).isEqualTo(new Wrong(Reason.REVOKED)));
  }

  @Test
  void a_password_ended_elsewhere_is_wrong_within_seconds_and_the_new_one_right() {
    assertThat(verdict(credential)).isInstanceOf(Right.class);

    var rotated = Api.post(address() + "/rotation", "{\"graceHours\":0}").extract().jsonPath();

    await()
        .atMost(RECHECK.plusSeconds(2))
        .untilAsserted(
            () -> assertThat(verdict(credential)).isEqualTo(new Wrong(Reason.WRONG_PASSWORD)));
    assertThat(verdict(rotated)).isInstanceOf(Right.class);
  }

  @Test
  void a_thousand_requests_under_one_password_pay_for_one_hash() {
    var all = Stream.generate(() -> verdict(credential)).limit(1_000).toList();

    assertThat(all).hasOnlyElementsOfType(Right.class);
    assertThat(hashes()).isEqualTo(1);
  }

  @Test
  void many_requests_at_once_after_a_restart_pay_for_one_hash() {
    var all =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> verdict(credential), callers))
            .limit(100)
            .toList();

    assertThat(all).map(CompletableFuture::join).hasOnlyElementsOfType(Right.class);
    assertThat(hashes()).isEqualTo(1);
  }

  @Test
  void guessing_costs_no_hash() {
    var guesses =
        IntStream.range(0, 500)
            .mapToObj(i -> passwords.generate())
            .map(guess -> replica.check(credential.getString("user"), guess))
            .map(verdict -> verdict.await().atMost(Duration.ofSeconds(20)))
            .toList();

    assertThat(guesses).containsOnly(new Wrong(Reason.WRONG_PASSWORD));
    // One in 65,536 has the right mark.
    assertThat(hashes()).isLessThan(5);
  }

  private double hashes() {
    return meters.counter("ght.agents.passwords.hashed").count();
  }

  private Verdict verdict(JsonPath one) {
    return replica
        .check(one.getString("user"), one.getString("password"))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private String address() {
    return "/api/inventory/establishments/"
        + establishment
        + "/credentials/"
        + credential.getString("id");
  }

  private CredentialCheck replica() {
    var log = new PostgresEventStore(pool, meters);
    var commands =
        new Commands<>(
            new CredentialDecider(),
            InventoryEventTypes.CREDENTIALS,
            log,
            callers,
            CredentialResource::explain);
    return new CredentialCheck(commands, log, RECHECK, meters);
  }
}
