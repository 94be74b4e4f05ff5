package fr.ght.inventory.intake.agents;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The bodies of real agents are answered as these accept, where they lie beside the project. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
@EnabledIf("theyAreHere")
class CapturedBodiesTest {
  private static final Path BODIES = Path.of("..", "..", "shared", "data", "agents");

  static boolean theyAreHere() {
    return Files.isDirectory(BODIES);
  }

  @Test
  void every_body_is_answered_as_its_agent_accepts() throws IOException {
    var establishment = Api.establishment();
    for (var file : files(BODIES, ".xml", ".zlib", ".json")) {
      var name = String.valueOf(file.getFileName());
      if (name.equals("inventory.schema.json")) {
        continue;
      }
      var agent =
          name.startsWith("glpi") ? Agent.glpi(establishment) : Agent.classic(establishment);
      var type =
          name.endsWith(".zlib")
              ? "application/x-compress-zlib"
              : name.endsWith(".xml") ? "application/xml" : "application/json";
      var heard = agent.send(Files.readAllBytes(file), type);

      assertThat(heard.status()).as(name).isEqualTo(200);
      assertThat(heard.type()).as(name).isEqualTo(type);
      assertThat(heard.text()).as(name).contains(expected(name));
    }
    assertThat(Log.machinesOf(establishment)).isEqualTo(1);
  }

  private static String expected(String name) {
    if (name.startsWith("glpi")) {
      return "\"status\":\"ok\"";
    }
    return name.contains("prolog")
        ? "<RESPONSE>SEND</RESPONSE>"
        : "<RESPONSE>NO_ACCOUNT_UPDATE</RESPONSE>";
  }

  @Test
  void every_bad_body_is_refused_within_a_second() throws IOException {
    var establishment = Api.establishment();
    for (var file : files(BODIES.resolve("bad"), "")) {
      var heard =
          Agent.classic(establishment)
              .send(Files.readAllBytes(file), "application/x-compress-zlib");

      assertThat(heard.status()).as(file.toString()).isBetween(400, 499);
      assertThat(heard.text()).contains("<RESPONSE>ERROR</RESPONSE>");
      assertThat(heard.after()).as(file.toString()).isLessThan(Duration.ofSeconds(1));
    }
    assertThat(Log.eventsOf(establishment)).isEmpty();
  }

  private static List<Path> files(Path folder, String... endings) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }
}
