package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.benchmarks.Finess;
import fr.ght.benchmarks.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Environment variables, command lines, arguments of the agent, names of users and licence keys are
 * planted in reports of every agent, and looked for wherever the platform keeps or says anything.
 */
@ExtendWith(OnePlatform.class)
class CanaryJourney {
  private static final String GHT = "ght-canari";
  private static final String HOSPITAL = Finess.invented("42", 930_001);
  private static final String CANARY = "CANARY";
  private static final String FIXTURES =
      "inventory-service/src/test/resources/fr/ght/inventory/intake/agents/decoding/";

  /** In the notation of GLPI's JSON; the XML of the others has the same sections in capitals. */
  private static final Map<String, List<Map<String, String>>> PLANTED =
      Map.of(
          "envs", List.of(Map.of("key", "TOKEN", "val", "CANARY-more-environment")),
          "processes", List.of(Map.of("cmd", "app --key CANARY-more-command", "user", "CANARY-u")),
          "users", List.of(Map.of("login", "CANARY-more-login", "domain", "CANARY-more-domain")),
          "local_users", List.of(Map.of("login", "CANARY-local", "name", "CANARY-local-name")),
          "licenseinfos", List.of(Map.of("name", "Suite", "key", "CANARY-more-key")),
          "versionprovider", List.of(Map.of("name", "p", "perl_args", "CANARY-more-arguments")));

  private final RunningPlatform platform;

  CanaryJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void nothing_personal_or_secret_of_a_report_is_found_anywhere() throws IOException, SQLException {
    platform.front().createGroup(GHT, "GHT au canari", HOSPITAL);
    for (var fixture : List.of("fusioninventory.xml", "ocs.xml", "windows.xml")) {
      var body = planted(Project.text(FIXTURES + fixture));
      send("application/x-compress-zlib", Report.zlib(bytes(body)), 200);
      // Also what cannot be read to its end must not be repeated to anyone.
      send("application/xml", bytes(body.substring(0, body.lastIndexOf(CANARY) + 9)), 400);
    }
    var json = Project.text(FIXTURES + "glpi.json");
    assertThat(json).contains(CANARY);
    send("application/json", bytes(json), 200);
    send("application/json", bytes(json.substring(0, json.lastIndexOf(CANARY) + 9)), 400);
    pushAsEvent(json);
    platform.view().caughtUp(GHT);

    var traces = new Traces(platform);
    // The same search does find what may be kept.
    assertThat(traces.rows()).anyMatch(row -> row.contains(HOSPITAL));
    assertThat(traces.records()).anyMatch(fact -> fact.contains(HOSPITAL));
    assertThat(traces.logged()).isNotEmpty();
    assertThat(platform.view().group(GHT).path("machines").asLong()).isPositive();

    assertThat(traces.rows()).noneMatch(row -> row.contains(CANARY));
    assertThat(traces.records()).noneMatch(fact -> fact.contains(CANARY));
    assertThat(traces.logged()).noneMatch(line -> line.contains(CANARY));
  }

  private static String planted(String xml) {
    var sections = new StringBuilder();
    PLANTED.forEach((section, entries) ->
        entries.forEach(entry -> sections.append(element(section, content(entry)))));
    assertThat(xml).contains("</CONTENT>", CANARY);
    return xml.replace("</CONTENT>", sections + "</CONTENT>");
  }

  private static String content(Map<String, String> fields) {
    var content = new StringBuilder();
    fields.forEach((name, value) -> content.append(element(name, value)));
    return content.toString();
  }

  private static String element(String name, String content) {
    var capitals = name.toUpperCase(java.util.Locale.ROOT);
    return "<%s>%s</%s>".formatted(capitals, content, capitals);
  }

  private void send(String type, byte[] body, int expected) throws IOException {
    var headers =
        Map.of("Content-Type", type, "Authorization", platform.front().authorization(HOSPITAL));
    var answer = platform.front().send("POST", "/agents/" + HOSPITAL, headers, body);
    assertThat(answer.statusCode()).isEqualTo(expected);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain(CANARY);
  }

  private void pushAsEvent(String report) throws IOException {
    var event =
        """
        {"specversion":"1.0","type":"fr.ght.intake.machine-reported.v1","source":"urn:canary",
         "id":"1","establishment":"%s","data":%s}
        """
            .formatted(HOSPITAL, report);
    var answer =
        platform
            .front()
            .send(
                "POST",
                "/api/inventory/events",
                Map.of("Content-Type", "application/cloudevents+json"),
                bytes(event));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("accepted")
        .doesNotContain(CANARY);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
