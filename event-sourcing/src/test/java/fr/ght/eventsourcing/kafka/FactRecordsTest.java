package fr.ght.eventsourcing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.FactRecords.Malformed;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactRecordsTest {
  private static final Instant HAPPENED = Instant.parse("2017-05-12T08:00:00Z");
  private static final StoredEvent EVENT =
      new StoredEvent(
          7,
          UUID.randomUUID(),
          new StreamId("ward", "Hôpital du Gier"),
          3,
          "told",
          1,
          "{}",
          new Metadata(
              new Actor("s-1", "system"), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
          HAPPENED,
          HAPPENED.plusNanos(123_456_000));

  @Test
  void what_was_written_reads_the_same() {
    var head = FactRecords.read(record());

    assertThat(head.id()).isEqualTo(EVENT.id());
    assertThat(head.type()).isEqualTo("test.told.v1");
    assertThat(head.stream()).isEqualTo(EVENT.stream());
    assertThat(head.version()).isEqualTo(3);
    assertThat(head.incarnation()).isEqualTo(2);
    assertThat(head.occurredAt()).isEqualTo(EVENT.occurredAt());
    assertThat(head.recordedAt()).isEqualTo(EVENT.recordedAt());
    assertThat(head.actor()).isEqualTo(EVENT.metadata().actor());
    assertThat(head.correlation()).isEqualTo(EVENT.metadata().correlation());
    assertThat(head.causation()).isEqualTo(EVENT.metadata().causation());
    assertThat(head.command()).isEqualTo(EVENT.metadata().command());
    assertThat(head.body()).asString().isEqualTo("{\"told\":1}");
  }

  @Test
  void any_reader_of_cloudevents_reads_the_same() {
    var event = KafkaMessageFactory.createReader(record()).toEvent();

    assertThat(event.getId()).isEqualTo(EVENT.id().toString());
    assertThat(event.getSubject()).isEqualTo(EVENT.stream().toString());
    assertThat(Objects.requireNonNull(event.getTime()).toInstant()).isEqualTo(HAPPENED);
    assertThat(event.getExtension("streamversion")).isEqualTo("3");
    assertThat(event.getExtension("actor")).isEqualTo("s-1");
    assertThat(event.getExtension("role")).isEqualTo("system");
    assertThat(event.getExtension("correlation"))
        .isEqualTo(EVENT.metadata().correlation().toString());
    assertThat(event.getExtension("causation"))
        .isEqualTo(String.valueOf(EVENT.metadata().causation()));
    assertThat(event.getExtension("command")).isEqualTo(String.valueOf(EVENT.metadata().command()));
    assertThat(Objects.requireNonNull(event.getData()).toBytes())
        .asString()
        .isEqualTo("{\"told\":1}");
  }

  @Test
  void a_log_that_was_never_rewound_does_not_say_so() {
    var record = record();
    record.headers().remove("ce_incarnation");

    assertThat(FactRecords.read(record).incarnation()).isEqualTo(1);
  }

  @Test
  void a_fact_that_was_told_before_facts_said_who_reads_as_unknown() {
    var record = record();
    for (var header :
        List.of("ce_actor", "ce_role", "ce_correlation", "ce_causation", "ce_command")) {
      record.headers().remove(header);
    }

    var head = FactRecords.read(record);
    assertThat(head.actor()).isEqualTo(Actor.UNKNOWN);
    assertThat(head.correlation()).isEqualTo(EVENT.id());
    assertThat(head.causation()).isNull();
    assertThat(head.command()).isNull();
    assertThat(head.body()).asString().isEqualTo("{\"told\":1}");
  }

  @Test
  void what_a_newer_sender_says_besides_is_passed_over() {
    var record = with("ce_addedlater", "more");

    assertThat(FactRecords.read(record).id()).isEqualTo(EVENT.id());
  }

  @Test
  void times_may_have_another_offset() {
    var record = with("ce_time", "2017-05-12T10:00:00+02:00");

    assertThat(FactRecords.read(record).occurredAt()).isEqualTo(HAPPENED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_specversion",
        "ce_id",
        "ce_source",
        "ce_type",
        "ce_subject",
        "ce_time",
        "ce_streamversion",
        "ce_recordedat"
      })
  void a_record_without_one_of_them_is_no_fact(String header) {
    var record = record();
    record.headers().remove(header);

    assertThatThrownBy(() -> FactRecords.read(record)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_specversion, 0.3",
    "ce_id, 12",
    "ce_subject, ward",
    "ce_time, today",
    "ce_recordedat, 2017-05-12",
    "ce_streamversion, third",
    "ce_incarnation, second",
    "ce_correlation, none",
    "ce_causation, none",
    "ce_command, none"
  })
  void a_record_with_another_form_is_no_fact(String header, String value) {
    var record = with(header, value);

    assertThatThrownBy(() -> FactRecords.read(record))
        .isInstanceOf(Malformed.class)
        .hasMessageNotContaining(value);
  }

  @Test
  void a_record_without_a_body_is_no_fact() {
    var sent = record();
    var record = new ConsumerRecord<String, byte[]>("topic", 0, 5, sent.key(), null);
    sent.headers().forEach(record.headers()::add);

    assertThatThrownBy(() -> FactRecords.read(record)).isInstanceOf(Malformed.class);
  }

  private static ConsumerRecord<String, byte[]> with(String header, String value) {
    var record = record();
    record.headers().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static ConsumerRecord<String, byte[]> record() {
    var body = "{\"told\":1}".getBytes(StandardCharsets.UTF_8);
    var fact = new OutgoingFact("test.told.v1", body, "420784878", "ght-loire");
    var sent = FactRecords.write("topic", URI.create("urn:test"), 2, EVENT, fact);
    var record = new ConsumerRecord<>("topic", 0, 5, sent.key(), sent.value());
    sent.headers().forEach(record.headers()::add);
    return record;
  }
}
