package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.benchmarks.InventedMachine;
import fr.ght.benchmarks.Packages;
import fr.ght.benchmarks.Report;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a newcomer meets, who starts the platform with its sample as the README says. */
class SampleJourney {
  private static final String GHT = "ght-loire";
  private static final String ROANNE = "420780033";

  private static RunningPlatform platform;

  @BeforeAll
  static void start() {
    platform = RunningPlatform.startWithSample();
    platform.front().rights().also(GHT, ROANNE);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void the_sample_is_there_and_an_agent_with_its_credential_adds_a_machine() throws IOException {
    platform.view().caughtUp(GHT);
    var before = platform.view().group(GHT);
    assertThat(before.path("establishments")).hasSize(15);
    assertThat(before.path("machines").asInt()).isPositive();

    assertThat(reported().statusCode()).isEqualTo(200);

    await()
        .untilAsserted(() ->
            assertThat(platform.view().group(GHT).path("machines").asInt())
                .isEqualTo(before.path("machines").asInt() + 1));
  }

  @Test
  void contracts_and_skills_are_there_and_some_need_a_decision() {
    var group = "/api/view/ghts/" + GHT;
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(platform.front().get(group + "/contracts").path("total").asInt())
                .isEqualTo(25));
    var figures = platform.front().get(group + "/contracts/figures").path("group");
    assertThat(figures.path("overdue").asInt()).isPositive();
    assertThat(figures.path("rentedAndBought").path("rentedShare").decimalValue())
        .isEqualByComparingTo("0.3333");
    await()
        .untilAsserted(() ->
            assertThat(
                    platform.front().get(group + "/skills").path("group").findValuesAsText("risk"))
                .contains("ONE_PERSON", "UNKNOWN", "ENOUGH"));
    assertThat(platform.front().get(group + "/matrix").findValuesAsText("sharedBy")).contains("2");
  }

  private static HttpResponse<byte[]> reported() throws IOException {
    var credential = Files.readString(platform.data().resolve("agents").resolve(ROANNE)).strip();
    var basic = Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
    var report = Report.of(InventedMachine.of("nouveau", 1), Instant.now(), Packages.installed(20));
    return platform
        .front()
        .send(
            "POST",
            "/agents/" + ROANNE,
            Map.of(
                "Content-Type", "application/x-compress-zlib", "Authorization", "Basic " + basic),
            Report.zlib(report.xml()));
  }
}
