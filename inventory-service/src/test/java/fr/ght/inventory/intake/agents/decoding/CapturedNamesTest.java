package fr.ght.inventory.intake.agents.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.normalisation.Measured;
import fr.ght.inventory.domain.normalisation.Normaliser;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.log.RuleSetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What real agents told of one machine, normalised: the same package is one product whichever agent
 * reports it, and two packages are never one.
 */
@EnabledIf("theyAreHere")
class CapturedNamesTest {
  private static final Path BODIES = Path.of("..", "..", "shared", "data", "agents");
  private static final Instant RECEIVED = Instant.parse("2026-11-24T08:00:00Z");
  private static final double LEAST_SHARE = 0.8;

  private final Normaliser normaliser = new Normaliser(RuleSetJson.FIRST_SHIPPED, List.of());

  static boolean theyAreHere() {
    return Files.isDirectory(BODIES);
  }

  private static List<Software> software(String body) throws IOException {
    var message =
        new AgentDecoder(16 << 20).decode(Files.readAllBytes(BODIES.resolve(body)), RECEIVED);
    var software = ((AgentMessage.Inventory) message.message()).observation().software();
    return software == null ? List.of() : software;
  }

  @Test
  void captured_entries_are_recognised_and_none_are_mixed_up() throws IOException {
    var measured = new Measured();
    for (var body :
        List.of("fusioninventory-inventory.xml", "ocs-inventory.xml", "glpi-inventory.json")) {
      for (var entry : software(body)) {
        var outcome =
            normaliser.normalise(
                new ReportedSoftware(
                    entry.name(), entry.version(), entry.publisher(), entry.architecture()));
        measured.add(outcome, entry.name().replaceFirst(":amd64$", ""), 1);
      }
    }
    System.out.println("captured entries of three agents: " + measured);

    assertThat(measured.wrongMerges()).isEmpty();
    assertThat(measured.shareOfProducts()).isGreaterThanOrEqualTo(LEAST_SHARE);
  }
}
