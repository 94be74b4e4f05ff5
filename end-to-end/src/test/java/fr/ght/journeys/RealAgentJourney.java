package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.benchmarks.Finess;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agent that hospitals have installed, as Debian packages it, reports this very machine. */
@ExtendWith(OnePlatform.class)
class RealAgentJourney {
  private static final String GHT = "ght-agent";
  private static final String HOSPITAL = Finess.invented("42", 910_001);

  private static final String CLOSED = Finess.invented("42", 910_002);

  private final RunningPlatform platform;

  RealAgentJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void a_real_agent_reports_this_machine_and_reporting_again_counts_no_second(@TempDir Path state)
      throws IOException, InterruptedException {
    var agent = Needed.program("fusioninventory-agent");
    platform.front().createGroup(GHT, "GHT de l’agent", HOSPITAL);
    var credential = platform.front().credential(HOSPITAL).split(":", 2);

    for (int run = 1; run <= 2; run++) {
      var log =
          run(agent, HOSPITAL, state, "--user=" + credential[0], "--password=" + credential[1]);
      // The agent itself exits with 0 whatever it was told.
      assertThat(log).doesNotContain("[error]").contains("New inventory from ");

      platform.view().caughtUp(GHT);
      var found = platform.view().machines(GHT, hostName());
      assertThat(found.path("total").asLong()).as("after run " + run).isEqualTo(1);
      var machine = found.path("items").path(0);
      assertThat(machine.path("name").asText()).isEqualToIgnoringCase(hostName());
      assertThat(machine.path("establishment").asText()).isEqualTo(HOSPITAL);
      assertThat(machine.path("operatingSystem").asText()).isNotEmpty();
      assertThat(machine.path("softwareCount").asInt()).isPositive();
    }
  }

  @Test
  void a_real_agent_without_the_right_password_reports_nothing(@TempDir Path state)
      throws IOException, InterruptedException {
    var agent = Needed.program("fusioninventory-agent");
    platform.front().createGroup(GHT + "-ferme", "GHT de l’agent refusé", CLOSED);
    var user = platform.front().credential(CLOSED).split(":", 2)[0];

    assertThat(run(agent, CLOSED, state)).contains("[error]", "authentication required");
    assertThat(run(agent, CLOSED, state, "--user=" + user, "--password=faux"))
        .contains("[error]", "wrong credentials");

    platform.view().caughtUp(GHT + "-ferme");
    assertThat(platform.view().machines(GHT + "-ferme", hostName()).path("total").asLong())
        .isZero();
  }

  private String run(Path agent, String hospital, Path state, String... credential)
      throws IOException, InterruptedException {
    var words =
        new ArrayList<>(
            List.of(
                agent.toString(),
                "--server=" + platform.front().address() + "agents/" + hospital,
                "--tasks=inventory",
                "--force",
                "--debug",
                "--logger=stderr",
                "--no-ssl-check",
                "--no-httpd",
                "--config=none"));
    words.addAll(List.of(credential));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    keepsItsStateIn(state, builder.environment());
    var process = builder.start();
    var log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(log).isZero();
    return log;
  }

  /**
   * Where the agent keeps its device id is no option of its command line, but written in its module
   * {@code setup}: Perl is told to load another one first.
   */
  private static void keepsItsStateIn(Path state, Map<String, String> environment)
      throws IOException {
    var module =
        """
        package setup;
        use parent qw(Exporter);
        our @EXPORT = ('%%setup');
        our %%setup = (
            datadir => "/usr/share/fusioninventory",
            libdir  => "/usr/share/fusioninventory/lib",
            vardir  => "%s",
        );
        1;
        """;
    Files.writeString(state.resolve("setup.pm"), module.formatted(state));
    environment.put("PERL5LIB", state.toString());
    environment.put("PERL5OPT", "-Msetup");
  }

  private static String hostName() throws IOException {
    return InetAddress.getLocalHost().getHostName().split("\\.")[0];
  }
}
