package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner as a user has it, with stubs for the services. */
class PlatformTest {

  private Path home;
  private DataFolder data;
  private int port;

  @BeforeEach
  void project(@TempDir Path folder) throws IOException {
    home = StubService.projectOf(folder.resolve("project"));
    data = new DataFolder(folder.resolve("data"));
    port = FreePorts.one();
  }

  /** What a failed test leaves must not outlive its folder. */
  @AfterEach
  void nobody_is_left() {
    await().atMost(Duration.ofSeconds(10)).until(() -> Orphans.of(data).isEmpty());
  }

  @Test
  void it_ends_its_start_with_the_address_and_stops_cleanly_within_ten_seconds()
      throws IOException, InterruptedException {
    try (var runner = up()) {
      assertThat(runner.lines()).last().isEqualTo("ready: http://localhost:" + port + "/");
      assertThat(QuarkusService.answer(port, "/api/inventory/assets?limit=3"))
          .hasValueSatisfying(answer ->
              assertThat(answer.body())
                  .contains("GET /api/inventory/assets?limit=3", "127.0.0.1:" + port));
      assertThat(status().awaitExit()).isZero();
      try (var byPort = Runner.start(home, "status", "--port", "" + port)) {
        assertThat(byPort.awaitExit()).isZero();
        assertThat(byPort.lines()).first().asString().endsWith(" on " + data.path());
      }

      var asked = System.nanoTime();
      runner.terminate();
      runner.awaitExit();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
      assertThat(Orphans.of(data)).isEmpty();
      assertThat(Files.readString(data.log("postgres"))).contains("database system is shut down");
    }
    try (var status = status()) {
      assertThat(status.awaitExit()).isEqualTo(1);
      assertThat(status.lines()).last().asString().startsWith("nothing is running on");
    }
  }

  @Test
  void a_second_instance_on_the_same_data_and_a_reset_under_way_are_refused()
      throws IOException, InterruptedException {
    try (var runner = up();
        var second = start("up", "--empty", "--port", "" + FreePorts.one());
        var reset = start("reset", "--yes")) {
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.lines()).singleElement().asString().contains("another instance is running");
      assertThat(reset.awaitExit()).isEqualTo(1);
      assertThat(reset.lines()).singleElement().asString().contains("stop the instance first");
      runner.terminate();
      runner.awaitExit();
    }
    try (var reset = start("reset", "--yes")) {
      assertThat(reset.awaitExit()).isZero();
      assertThat(data.path()).doesNotExist();
    }
  }

  @Test
  void kill_9_of_the_runner_leaves_no_process_and_loses_nothing()
      throws IOException, InterruptedException, SQLException {
    try (var runner = up()) {
      execute("create table kept as select 'still here'::text as value");
      runner.kill();
      await().atMost(Duration.ofSeconds(5)).until(() -> Orphans.of(data).isEmpty());
    }
    try (var again = up()) {
      execute("delete from kept where value = 'still here'");
      again.terminate();
      again.awaitExit();
    }
  }

  @Test
  void orphans_whose_guards_were_killed_too_are_ended_by_the_next_start()
      throws IOException, InterruptedException {
    try (var runner = up()) {
      Orphans.of(data).stream()
          .filter(process -> process.info().command().orElse("").endsWith("sh"))
          .forEach(ProcessHandle::destroyForcibly);
      runner.kill();
    }
    try (var again = up()) {
      assertThat(status().awaitExit()).isZero();
      again.terminate();
      again.awaitExit();
    }
  }

  @Test
  void kill_9_of_any_process_is_said_and_repaired() throws IOException, InterruptedException {
    try (var runner = up()) {
      for (var part : data.instance().orElseThrow().parts()) {
        ProcessHandle.of(part.pid()).orElseThrow().destroyForcibly();
        runner.awaitLine("%s (pid %d) has ended".formatted(part.name(), part.pid()));
      }
      for (var part : data.instance().orElseThrow().parts()) {
        runner.awaitLine(part.name() + " started again");
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> status().awaitExit() == 0);
      runner.terminate();
      runner.awaitExit();
    }
  }

  @Test
  void a_rebuild_is_followed_to_its_end_and_a_wrong_name_lists_the_views()
      throws IOException, InterruptedException {
    try (var runner = up();
        var rebuild = start("rebuild", "machines");
        var wrong = start("rebuild", "nonsense")) {
      assertThat(rebuild.awaitExit()).isZero();
      assertThat(rebuild.lines())
          .containsSequence(
              "machines: 42 %, 42 of 100 events, 29/s, 2 s left",
              "machines: rebuilt, and read from now on",
              "  before  abc",
              "  after   def",
              "  not the same: 3 rows only before, 4 only after");
      assertThat(wrong.awaitExit()).isEqualTo(1);
      assertThat(wrong.lines())
          .containsExactly(
              "there is no view 'nonsense'; the views are: groups, machines, groups, machines");
      runner.terminate();
      runner.awaitExit();
    }
    try (var rebuild = start("rebuild", "machines")) {
      assertThat(rebuild.awaitExit()).isEqualTo(1);
      assertThat(rebuild.lines()).last().asString().startsWith("nothing is running on");
    }
  }

  @Test
  void versions_of_a_view_are_shown_switched_back_to_and_dropped_and_a_refusal_is_one_line()
      throws IOException, InterruptedException {
    try (var runner = up();
        var versions = start("rebuild", "machines", "--versions");
        var back = start("rebuild", "machines", "--back");
        var drop = start("rebuild", "machines", "--drop");
        var held = start("rebuild", "machines", "--switch");
        var refused = start("rebuild", "groups", "--hold")) {
      assertThat(versions.awaitExit()).isZero();
      assertThat(versions.lines())
          .containsExactly(
              "machines version 1: kept since 2026-11-24T10:00:00Z",
              "machines version 2: live since 2026-11-24T10:00:00Z");
      assertThat(back.awaitExit()).isZero();
      assertThat(back.lines()).containsExactly("machines: the version before is read again");
      assertThat(drop.awaitExit()).isZero();
      assertThat(drop.lines()).containsExactly("machines: version 1 is gone");
      assertThat(held.awaitExit()).isEqualTo(1);
      assertThat(held.lines()).containsExactly("no version of machines is held");
      assertThat(refused.awaitExit()).isEqualTo(1);
      assertThat(refused.lines()).containsExactly("already under way");
      runner.terminate();
      runner.awaitExit();
    }
  }

  @Test
  void what_stands_aside_is_listed_and_replayed_and_what_fails_again_says_why()
      throws IOException, InterruptedException {
    try (var runner = up();
        var list = start("replay", "machines", "--list");
        var one = start("replay", "machines", "asset/1");
        var all = start("replay", "machines")) {
      assertThat(list.awaitExit()).isZero();
      assertThat(list.lines())
          .containsExactly("asset/1 from version 3, 2 in all, since 2026-11-24T10:00:00Z: no");
      assertThat(one.awaitExit()).isZero();
      assertThat(one.lines()).containsExactly("machines: 1 streams replayed, 2 taken");
      assertThat(all.awaitExit()).isEqualTo(1);
      assertThat(all.lines())
          .containsExactly(
              "machines: 2 streams replayed, 5 taken", "  asset/2 stands aside again: still no");
      runner.terminate();
      runner.awaitExit();
    }
  }

  @Test
  void what_relays_could_not_send_is_listed_and_replayed_of_each_service()
      throws IOException, InterruptedException {
    try (var runner = up();
        var list = start("replay", "relay", "--list");
        var all = start("replay", "relay")) {
      assertThat(list.awaitExit()).isZero();
      assertThat(list.lines())
          .contains("asset/1 from version 3, 2 in all, since 2026-11-24T10:00:00Z: no");
      assertThat(all.awaitExit()).isEqualTo(1);
      assertThat(all.lines())
          .contains(
              "inventory-service: 2 streams replayed, 5 taken",
              "  asset/2 stands aside again: still no");
      runner.terminate();
      runner.awaitExit();
    }
  }

  @Test
  void a_token_is_one_line_that_says_who_bears_it() throws IOException, InterruptedException {
    try (var runner = up();
        var one =
            start("token", "--role", "dsi,rssi", "--finess", " 2a0000014", "--ght", "ght-corse");
        var byPort = Runner.start(home, "token", "--role", "ops", "--port", "" + port)) {
      assertThat(one.awaitExit()).isZero();
      assertThat(claims(one))
          .contains("\"roles\":[\"dsi\",\"rssi\"]", "\"finess\":[\"2A0000014\"]")
          .contains("\"ght\":[\"ght-corse\"]", "\"iss\":\"http://localhost:" + port + "/issuer\"");
      assertThat(byPort.awaitExit()).isZero();
      assertThat(claims(byPort)).contains("\"roles\":[\"ops\"]", "\"finess\":[]");
      runner.terminate();
      runner.awaitExit();
    }
  }

  @Test
  void a_token_that_cannot_be_had_is_one_line_that_says_why()
      throws IOException, InterruptedException {
    try (var runner = up();
        var role = start("token", "--role", "cio");
        var finess = start("token", "--role", "dsi", "--finess", "420784879")) {
      assertThat(role.awaitExit()).isEqualTo(1);
      assertThat(role.lines())
          .containsExactly(
              "there is no role 'cio'; the roles are: system, requester, dsi, rssi, buyer, ops");
      assertThat(finess.awaitExit()).isEqualTo(1);
      assertThat(finess.lines())
          .containsExactly("'420784879' is no FINESS number: its check digit is wrong");
      runner.terminate();
      runner.awaitExit();
    }
    try (var nobody = start("token", "--role", "dsi", "--finess", "420784878");
        var nowhere = Runner.start(home, "token", "--role", "ops", "--port", "" + port);
        var without = start("token", "--finess", "420784878")) {
      assertThat(nobody.awaitExit()).isEqualTo(1);
      assertThat(nobody.lines())
          .singleElement()
          .asString()
          .startsWith("nothing is running on " + data.path() + ": start it with ./run up");
      assertThat(nowhere.awaitExit()).isEqualTo(1);
      assertThat(nowhere.lines()).containsExactly("nothing is running at port " + port);
      assertThat(without.awaitExit()).isEqualTo(2);
      assertThat(without.lines()).first().asString().contains("'--role=R");
    }
  }

  private static String claims(Runner token) {
    var parts = token.lines().getFirst().split("\\.");
    assertThat(token.lines()).hasSize(1);
    assertThat(parts).hasSize(3);
    return new String(
        java.util.Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void a_port_in_use_is_one_clear_line() throws IOException, InterruptedException {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var runner = start("up", "--empty", "--port", "" + port)) {
      assertThat(runner.awaitExit()).isEqualTo(1);
      assertThat(runner.lines())
          .contains("port %d is in use: choose another with --port N".formatted(port));
    }
  }

  private Runner up() throws IOException {
    return start("up", "--empty", "--port", "" + port).awaitLine("ready: ");
  }

  private Runner status() throws IOException {
    return start("status");
  }

  private Runner start(String command, String... options) throws IOException {
    var words = new java.util.ArrayList<>(java.util.List.of(command, "--data", "" + data.path()));
    words.addAll(java.util.List.of(options));
    return Runner.start(home, words.toArray(String[]::new));
  }

  private void execute(String sql) throws IOException, SQLException {
    var postgres = data.instance().orElseThrow().part("postgres").orElseThrow();
    var url = "jdbc:postgresql://127.0.0.1:%d/inventory".formatted(postgres.port());
    try (var connection = DriverManager.getConnection(url, PostgresServer.USER, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
