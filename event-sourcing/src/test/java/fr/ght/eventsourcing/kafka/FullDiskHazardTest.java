package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.LogDatabase;
import fr.ght.eventsourcing.testing.Oracle;
import fr.ght.local.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The broker can write no more. Simulated on a real one: its process may not make any file longer,
 * so that its writes fail with "file too large" where a full disk says "no space left". To Kafka
 * both are a failed log folder, and it ends. Space is made by starting it again without that limit.
 * The broker is always the embedded one: a limit needs its process.
 */
class FullDiskHazardTest {
  private static final StreamId WARD = new StreamId("ward", "a");
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BEFORE = 5;
  private static final int MEANWHILE = 40;

  private final String topic = "facts-" + UUID.randomUUID();
  private final LogDatabase database = new LogDatabase();
  private final KafkaServer kafka = KafkaServer.startTemporary();

  @AfterEach
  void close() {
    kafka.close();
    database.close();
  }

  @Test
  void while_the_broker_has_no_space_appends_go_on_and_no_fact_is_lost_or_parked()
      throws Exception {
    var relay = relay();
    relay.start();
    try {
      IntStream.range(0, BEFORE).forEach(this::append);
      await().atMost(PATIENCE).until(() -> taken().size() >= BEFORE);

      fillDisk();
      IntStream.range(BEFORE, BEFORE + MEANWHILE).forEach(this::append);
      await().atMost(PATIENCE).until(() -> relay.status().trouble() != null);
      await().atMost(PATIENCE).until(() -> !kafka.isAlive());

      kafka.restart();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(Oracle.judge(database.lines(), taken()).lost()).isZero());
      await().atMost(PATIENCE).until(() -> relay.status().trouble() == null);
      assertThat(Oracle.judge(database.lines(), taken())).isEqualTo(new Oracle.Verdict(0, 0, 0, 0));
      assertThat(relay.status().parkedStreams()).isZero();
    } finally {
      relay.stop().await().atMost(PATIENCE);
    }
  }

  private void fillDisk() throws IOException, InterruptedException {
    var limiting =
        new ProcessBuilder("prlimit", "--pid", Long.toString(kafka.pid()), "--fsize=0")
            .inheritIO()
            .start();
    assertThat(limiting.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(limiting.exitValue()).isZero();
  }

  private FactRelay relay() {
    return new FactRelay(
        topic,
        URI.create("urn:test"),
        event ->
            Optional.of(
                new Publication.OutgoingFact(
                    "test.told.v1",
                    event.payload().getBytes(StandardCharsets.UTF_8),
                    "420784878",
                    null)),
        database.store(),
        database.pool(),
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        new SimpleMeterRegistry());
  }

  private void append(int revision) {
    var event = new NewEvent(UUID.randomUUID(), "told", 1, "{}", Instant.now());
    database
        .store()
        .append(new Append(WARD, revision, List.of(event), METADATA, null, List.of(), null))
        .await()
        .atMost(PATIENCE);
  }

  private List<Oracle.Line> taken() {
    return new TopicContents(kafka.bootstrapServers(), topic, Topics.PARTITIONS)
        .committed().stream()
            .map(FactRecords::read)
            .map(fact -> new Oracle.Line(fact.stream().toString(), fact.version(), fact.id()))
            .toList();
  }
}
