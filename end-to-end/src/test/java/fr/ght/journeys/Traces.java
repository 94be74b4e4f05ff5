package fr.ght.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that an instance keeps or has said, as text. */
record Traces(RunningPlatform platform) {
  private static final List<String> DATABASES = List.of("inventory", "ghtview");

  /** Each row of each table of all databases, as PostgreSQL writes it. */
  List<String> rows() throws SQLException {
    var rows = new ArrayList<String>();
    for (var database : DATABASES) {
      try (var connection = platform.database(database)) {
        for (var table : tables(connection)) {
          dump(connection, table).forEach(row -> rows.add(database + " " + table + " " + row));
        }
      }
    }
    return rows;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var query =
        """
        select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')
        """;
    return strings(connection, query);
  }

  private static List<String> dump(Connection connection, String table) throws SQLException {
    return strings(connection, "select t::text from " + table + " t");
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    var strings = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      while (result.next()) {
        strings.add(result.getString(1));
      }
    }
    return strings;
  }

  /** Each record of all topics and partitions, with its key and headers. */
  List<String> records() {
    var settings =
        Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + platform.port("kafka"));
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var records = new ArrayList<String>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(decoded(record)));
      }
      return records;
    }
  }

  private static String decoded(ConsumerRecord<byte[], byte[]> record) {
    var headers =
        StreamSupport.stream(record.headers().spliterator(), false)
            .map(header -> header.key() + "=" + text(header.value()))
            .collect(Collectors.joining(" "));
    return "%s %s %s %s"
        .formatted(record.topic(), text(record.key()), headers, text(record.value()));
  }

  private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Each line that any process has logged or printed. */
  List<String> logged() {
    var lines = new ArrayList<>(platform.runner().lines());
    for (var log : platform.logs()) {
      try {
        lines.addAll(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }
}
