package fr.ght.journeys;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.local.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operations live who would run the platform with the issuer that believes everybody. */
@ExtendWith(OnePlatform.class)
class RefusedStartJourney {
  private final RunningPlatform platform;

  RefusedStartJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void outside_the_local_profile_a_service_does_not_start_with_the_development_issuer()
      throws IOException, InterruptedException {
    var issuer = platform.front().address().resolve("/issuer").toString();

    assertThat(saidByOneThatEnds(Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", issuer)))
        .contains("quarkus.oidc.auth-server-url must begin with https://");
  }

  @Test
  void without_an_issuer_a_service_does_not_start() throws IOException, InterruptedException {
    assertThat(saidByOneThatEnds(Map.of())).contains("quarkus.oidc.auth-server-url");
  }

  private String saidByOneThatEnds(Map<String, String> more)
      throws IOException, InterruptedException {
    var postgres = "//127.0.0.1:%d/".formatted(platform.port("postgres"));
    var builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dght.data=" + platform.data(),
                    "-jar",
                    Project.file("inventory-service/target/quarkus-app/quarkus-run.jar")
                        .toString()))
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                entry("QUARKUS_HTTP_PORT", Integer.toString(FreePorts.one())),
                entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql:" + postgres + "inventory"),
                entry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql:" + postgres + "inventory"),
                entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
                entry("QUARKUS_DATASOURCE_PASSWORD", ""),
                entry(
                    "QUARKUS_DATASOURCE_IDENTITY_JDBC_URL",
                    "jdbc:postgresql:" + postgres + "identity"),
                entry(
                    "QUARKUS_DATASOURCE_IDENTITY_REACTIVE_URL",
                    "postgresql:" + postgres + "identity"),
                entry("QUARKUS_DATASOURCE_IDENTITY_USERNAME", "postgres"),
                entry("QUARKUS_DATASOURCE_IDENTITY_PASSWORD", ""),
                entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + platform.port("kafka"))));
    builder.environment().putAll(more);
    var process = builder.start();
    try {
      var said = process.onExit().orTimeout(90, TimeUnit.SECONDS);
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said.join().exitValue()).as(text).isNotZero();
      return text;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
