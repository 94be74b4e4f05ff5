package fr.ght.view.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import fr.ght.local.testing.AllRights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine, without a window. */
final class Browser implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Path program) {
    playwright = Playwright.create();
    chromium =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  /** Without Chromium the tests are skipped, but never on a build server. */
  static Browser start() {
    var program = PLACES.stream().filter(Files::isExecutable).findFirst();
    if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("Chromium is not installed: apt-get install chromium");
    }
    assumeTrue(
        program.isPresent(), "skipped: Chromium is not installed (apt-get install chromium)");
    return new Browser(program.orElseThrow());
  }

  BrowserContext visit(ColorScheme colours) {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + AllRights.token()))
            .setLocale("fr-FR")
            .setTimezoneId("Europe/Paris")
            .setViewportSize(1280, 900)
            .setColorScheme(colours));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
