package fr.ght.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import fr.ght.benchmarks.InventedMachine;
import fr.ght.benchmarks.Packages;
import fr.ght.benchmarks.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the README promises to whoever follows it: a report is pushed, and the open page shows it.
 */
@ExtendWith(OnePlatform.class)
class FirstReportJourney {
  private static final String GHT = "ght-loire";
  private static final String CHU = "420784878";
  private static final String ROANNE = "420780033";

  /** How the README says to get one. */
  private static final Pattern TOKEN = Pattern.compile("\\$\\(\\./run token [^)]*\\)");

  private final RunningPlatform platform;

  FirstReportJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void a_report_pushed_as_the_readme_says_shows_on_the_open_page_without_reload()
      throws IOException, InterruptedException {
    var chromium = Needed.program("chromium");
    var front = platform.front();
    front.createGroup(GHT, "GHT Loire", CHU);
    front.join(GHT, ROANNE, "CH de Roanne", "MEMBER");
    var beforeThePush = platform.view().caughtUp(GHT).truncatedTo(SECONDS).plusSeconds(1);
    await().until(() -> Instant.now().isAfter(beforeThePush));

    try (var playwright = Playwright.create()) {
      var page = openedBy(chromium, playwright);
      page.navigate(front.address() + "ghts/" + GHT);
      assertThat(page.locator("h1")).not().hasText("GHT Loire");
      page.getByText("Se connecter").click();
      page.getByText("Direction du système d’information, CHU de Saint-Étienne").click();
      assertThat(page).hasURL(front.address() + "ghts/" + GHT);
      assertThat(page.locator(".who")).containsText("CHU de Saint-Étienne");
      assertThat(page.locator("#state")).hasText("en direct");
      assertThat(page.locator("h1")).hasText("GHT Loire");
      assertThat(page.locator(establishment(ROANNE))).containsText("CH de Roanne");
      assertThat(page.locator(establishment(ROANNE))).containsText("inconnu");
      page.evaluate("window.opened = 'once'");

      assertThat(answerTo(examples().getFirst())).contains("\"status\":\"ok\"");
      assertThat(page.locator(machinesOf(ROANNE))).hasText("1");

      report(InventedMachine.of("accueil", 2));
      assertThat(page.locator(machinesOf(ROANNE))).hasText("2");
      assertThat(page.locator(machinesOf(CHU))).not().hasText("2");

      front.put(
          "/api/inventory/applications/dpi-roanne",
          Map.of(
              "establishment", ROANNE,
              "function", "patient-record",
              "product", "Cèdre DPI",
              "version", "9.2",
              "state", "IN_PRODUCTION"));
      var cell = "[data-key='cell/patient-record/" + ROANNE + "']";
      assertThat(page.locator(cell)).containsText("Cèdre DPI 9.2");
      assertThat(page.locator(".timeline")).containsText("Cèdre DPI 9.2");
      assertThat(page.evaluate("window.opened")).as("never reloaded").isEqualTo("once");

      page.navigate(front.address() + "ghts/" + GHT + "?asOf=" + beforeThePush);
      assertThat(page.locator(establishment(ROANNE))).containsText("CH de Roanne");
      assertThat(page.locator(establishment(ROANNE))).containsText("inconnu");
      assertThat(page.locator(cell)).hasCount(0);

      page.getByText("Se déconnecter").click();
      assertThat(page.getByText("Se connecter")).isVisible();
      page.navigate(front.address() + "ghts/" + GHT);
      assertThat(page.locator("h1")).not().hasText("GHT Loire");
    }

    platform.view().caughtUp(GHT);
    assertThat(answerTo(examples().get(1))).contains("\"machines\":2", ROANNE);
    var asOf = examples().get(2).replace("1 minute ago", beforeThePush.toString());
    assertThat(answerTo(asOf)).contains("\"asOf\":\"" + beforeThePush, "\"machines\":0", ROANNE);
  }

  /** The commands of the README's section, ready for this instance. */
  private List<String> examples() throws IOException {
    var credential = platform.front().credential(ROANNE);
    var section = Project.text("README.md").split("## Push a first report\n")[1].split("\n## ")[0];
    return List.of(
            section
                .lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : "")
                .collect(Collectors.joining("\n"))
                .split("(?m)^(?=curl )"))
        .stream()
        .map(String::strip)
        .filter(command -> command.startsWith("curl "))
        .map(c -> c.replace("http://localhost:8080/", platform.front().address().toString()))
        .map(c -> c.replace("$(cat .data/agents/" + ROANNE + ")", credential))
        .toList();
  }

  private String answerTo(String command) throws IOException, InterruptedException {
    var token = platform.run("token", "--role", "dsi", "--finess", ROANNE);
    assertThat(token.awaitExit()).isZero();
    var signed = TOKEN.matcher(command).replaceAll(token.lines().getFirst());
    var shell = new ProcessBuilder("sh", "-c", signed).start();
    var answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(command).isZero();
    return answer;
  }

  private void report(InventedMachine machine) throws IOException {
    var body = Report.of(machine, Instant.now(), Packages.installed(20));
    assertThat(platform.front().report(ROANNE, Report.zlib(body.xml())).statusCode())
        .isEqualTo(200);
  }

  private static Page openedBy(Path chromium, Playwright playwright) {
    var options =
        new LaunchOptions()
            .setExecutablePath(chromium)
            .setArgs(List.of("--no-sandbox", "--disable-gpu"));
    return playwright.chromium().launch(options).newPage();
  }

  private static String establishment(String finess) {
    return "[data-key='establishment/" + finess + "']";
  }

  private static String machinesOf(String finess) {
    return "[data-key='machines/" + finess + "']";
  }
}
