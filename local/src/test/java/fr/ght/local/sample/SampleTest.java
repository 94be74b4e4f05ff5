package fr.ght.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {

  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private volatile int refusedFrom = Integer.MAX_VALUE;
  private HttpServer server;
  private Sample sample;
  private Path marker;
  private Path agents;

  @BeforeEach
  void platform(@TempDir Path folder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
    var address = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    marker = folder.resolve("sample.json");
    agents = folder.resolve("agents");
    sample = new Sample(address, marker, agents, "token", _ -> {});
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void it_is_pushed_once() throws IOException, InterruptedException {
    sample.loadOnce();
    assertThat(received).anyMatch(r -> r.startsWith("PUT /api/inventory/ghts/ght-loire {"));
    assertThat(received).filteredOn(r -> r.contains("/members/")).hasSize(15);
    assertThat(received).filteredOn(r -> r.contains("/profile ")).hasSize(15);
    assertThat(received).filteredOn(r -> r.contains("/applications/")).hasSize(30);
    assertThat(received).filteredOn(r -> r.contains("/contracts/")).hasSize(25);
    assertThat(received)
        .filteredOn(r -> r.contains("/skills/"))
        .hasSize(19)
        .anyMatch(r -> r.startsWith("PUT /api/inventory/skills/420784878/C%C3%A8dre%20DPI {"));
    received.clear();
    sample.loadOnce();
    assertThat(received).isEmpty();
  }

  @Test
  void broken_off_half_way_it_is_pushed_whole_again_with_the_same_events()
      throws IOException, InterruptedException {
    refusedFrom = 40;
    assertThatThrownBy(sample::loadOnce)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503");
    var before = List.copyOf(received).subList(0, 40);
    received.clear();
    refusedFrom = Integer.MAX_VALUE;
    sample.loadOnce();
    assertThat(received).startsWith(before.toArray(String[]::new)).hasSizeGreaterThan(60);
  }

  @Test
  void a_refused_report_is_told_and_the_next_start_tries_again() {
    refusedFrom = -1;
    assertThatThrownBy(sample::loadOnce)
        .hasMessageContaining("a report was refused")
        .hasMessageContaining("because");
  }

  @Test
  void each_establishment_gets_a_credential_in_a_file_that_only_its_owner_reads()
      throws IOException, InterruptedException {
    sample.loadOnce();
    assertThat(received).filteredOn(r -> r.contains("/credentials ")).hasSize(15);
    var file = agents.resolve("420780033");
    assertThat(Files.readString(file)).isEqualTo("u:p\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agents)))
        .isEqualTo("rwx------");
  }

  @Test
  void a_credential_that_nobody_knows_any_more_is_issued_again()
      throws IOException, InterruptedException {
    sample.loadOnce();
    Files.delete(agents.resolve("420780033"));
    received.clear();
    sample.loadOnce();
    assertThat(received)
        .singleElement()
        .asString()
        .startsWith("POST /api/inventory/establishments/420780033/credentials");
  }

  @Test
  void where_the_sample_is_left_out_no_credential_is_issued()
      throws IOException, InterruptedException {
    Sample.leaveOut(marker);
    sample.loadOnce();
    assertThat(received).isEmpty();
    assertThat(agents).doesNotExist();
  }

  @Test
  void its_machines_are_all_different_and_the_same_at_every_call() {
    var group = SampleGroup.load();
    var now = Instant.parse("2026-01-15T08:00:00Z");
    var machines = machines(group, now);
    assertThat(machines).hasSize(117).isEqualTo(machines(group, now));
    for (var key : List.of("/hardware/uuid", "/bios/ssn", "/networks/0/mac")) {
      assertThat(machines.stream().map(m -> m.at("/data/content" + key).asText()))
          .as(key)
          .doesNotHaveDuplicates()
          .noneMatch(String::isBlank);
    }
    assertThat(machines.stream().map(m -> Instant.parse(m.path("time").asText())))
        .allMatch(now::isAfter);
  }

  @Test
  void its_applications_are_of_members_and_spread_over_several_products_for_ten_functions() {
    var group = SampleGroup.load();
    var members = group.members().stream().map(SampleGroup.Member::finess).toList();
    assertThat(group.applications()).allMatch(a -> members.contains(a.establishment()));
    var products =
        group.applications().stream()
            .collect(
                Collectors.groupingBy(
                    SampleGroup.Application::function,
                    Collectors.mapping(SampleGroup.Application::product, Collectors.toSet())));
    assertThat(products).hasSize(10);
    assertThat(products.values()).filteredOn(names -> names.size() > 1).hasSizeGreaterThan(5);
  }

  @Test
  void a_third_of_what_is_licensed_is_rented_and_something_is_late_whenever_it_is_loaded() {
    var group = SampleGroup.load();
    var members = group.members().stream().map(SampleGroup.Member::finess).toList();
    assertThat(group.contracts()).allMatch(c -> members.contains(c.establishment()));
    assertThat(group.contracts()).extracting(SampleGroup.Contract::id).doesNotHaveDuplicates();
    var signed = group.contracts().stream().filter(SampleGroup.Contract::signed).toList();
    assertThat(signed).filteredOn(c -> c.kind().equals("RENTAL")).hasSize(6);
    assertThat(signed).filteredOn(c -> c.kind().equals("LICENCE_PURCHASE")).hasSize(12);

    var loadedOn = LocalDate.parse("2026-11-24");
    var late = new SampleAgreements(loadedOn).contract(group.contracts().getFirst());
    var notice =
        LocalDate.parse(late.path("start").asText())
            .plus(Period.parse(late.path("initialTerm").asText()))
            .minus(Period.parse(late.path("notice").asText()));
    assertThat(notice).isBefore(loadedOn).isAfter(loadedOn.minusMonths(1));
  }

  @Test
  void its_skills_are_of_products_that_its_members_run() {
    var group = SampleGroup.load();
    var run = group.applications().stream().map(a -> a.establishment() + a.product()).toList();
    assertThat(group.skills())
        .allMatch(skill -> run.contains(skill.establishment() + skill.product()));
  }

  private static List<ObjectNode> machines(SampleGroup group, Instant now) {
    var machines = new SampleMachines(group, now);
    return group.members().stream().flatMap(m -> machines.reportsOf(m).stream()).toList();
  }

  private void receive(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add("%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), body));
    var answer =
        refusedFrom < 0
            ? "{\"results\":[{\"status\":\"refused\",\"reason\":\"because\"}]}"
            : "{\"results\":[{\"status\":\"accepted\"}],\"user\":\"u\",\"password\":\"p\"}";
    exchange.sendResponseHeaders(received.size() > refusedFrom && refusedFrom > 0 ? 503 : 200, 0);
    exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }
}
