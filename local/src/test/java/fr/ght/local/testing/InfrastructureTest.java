package fr.ght.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** What every test may rely on, whichever infrastructure was chosen. */
class InfrastructureTest {

  @Test
  void postgres_is_durable_and_keeps_data_and_port_through_kill_9() throws SQLException {
    try (var server = Infrastructure.chosen().postgres()) {
      assertThat(query(server, "postgres", "show fsync")).isEqualTo("on");
      assertThat(query(server, "postgres", "show synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "postgres", "show full_page_writes")).isEqualTo("on");
      assertThat(query(server, "postgres", "show server_version")).startsWith("18.");
      assertThat(query(server, "postgres", "show server_encoding")).isEqualTo("UTF8");
      server.createDatabase("one");
      server.createDatabase("one");
      try (var connection = server.connect("one");
          var statement = connection.createStatement()) {
        statement.execute("create table kept as select 'été'::text as value");
      }
      int port = server.port();

      server.kill();
      server.restart();

      assertThat(server.port()).isEqualTo(port);
      assertThat(query(server, "one", "select value from kept")).isEqualTo("été");
    }
  }

  @Test
  void kafka_keeps_topics_and_port_through_kill_9_and_makes_none_by_itself() throws Exception {
    try (var server = Infrastructure.chosen().kafka();
        var admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
      var topic = new NewTopic("kept", Optional.empty(), Optional.empty());
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);

      server.kill();
      server.restart();

      var found = admin.describeTopics(List.of("kept")).allTopicNames().get(30, TimeUnit.SECONDS);
      assertThat(found.get("kept").partitions()).hasSize(12);
      assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).containsExactly("kept");
    }
  }

  @Test
  void another_word_is_refused_with_the_words_there_are() {
    assertThatThrownBy(() -> Infrastructure.named("cloud"))
        .hasMessage("-Dinfrastructure=cloud: it is one of embedded, containers");
  }

  private static String query(TestPostgres server, String database, String sql)
      throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
