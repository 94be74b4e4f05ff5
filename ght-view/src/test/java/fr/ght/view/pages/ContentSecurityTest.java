package fr.ght.view.pages;

import static fr.ght.view.Told.created;
import static fr.ght.view.Told.declared;
import static fr.ght.view.Told.discovered;
import static fr.ght.view.Told.joined;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import fr.ght.contracts.InventoryFact;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real browser finds nothing on our pages that the policy forbids, and does enforce it. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ContentSecurityTest {
  private static Browser browser;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String finess = Invented.finess();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @Inject Feed feed;

  @TestHTTPResource("/")
  String root;

  private BrowserContext visit;
  private Page page;

  @BeforeAll
  static void open() {
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void a_group_and_who_listens_to_the_browser() {
    tell(
        created(ght),
        joined(ght, finess, "SUPPORT", "2016-07-01"),
        discovered(Invented.id(), finess, "WORKSTATION", Instant.now()),
        declared(Invented.id(), finess, "imaging", "Boréal Images", "4.1"));
    visit = browser.visit(ColorScheme.DARK);
    page = visit.newPage();
    page.onConsoleMessage(message -> {
      if (message.text().contains("Policy")) {
        complaints.add(message.text());
      }
    });
  }

  @AfterEach
  void leave() {
    visit.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ghts/GHT",
        "ghts/GHT?asOf=2020-01-01",
        "ghts/GHT/machines",
        "ghts/GHT/contrats",
        "ghts/GHT/competences",
        "ghts/GHT/etablissements/FINESS",
        "ghts/nowhere",
        "ghts/GHT?asOf=hier",
        "nothing/here"
      })
  void no_page_does_what_the_policy_forbids(String address) {
    go(address);
    PlaywrightAssertions.assertThat(page.locator("h1")).isVisible();
    // Its style sheet was taken: the frame is laid out.
    assertThat(page.evaluate("getComputedStyle(document.querySelector('.bar')).display"))
        .isEqualTo("flex");
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_live_page_that_changes_keeps_to_it_and_its_stream_says_the_same() {
    var stream = page.waitForResponse("**/stream", () -> go("ghts/GHT"));
    assertThat(stream.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("cross-origin-resource-policy", "same-origin")
        .hasEntrySatisfying(
            "content-security-policy",
            policy -> assertThat(policy).startsWith("default-src 'none'"))
        .hasEntrySatisfying(
            "cache-control", kept -> assertThat(kept).containsAnyOf("no-store", "no-cache"));
    PlaywrightAssertions.assertThat(page.locator("#state")).hasText("en direct");
    tell(discovered(Invented.id(), finess, "SERVER", Instant.now()));
    PlaywrightAssertions.assertThat(page.locator("[data-key='machines/" + finess + "']"))
        .hasText("2");
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
            + " document.body.append(s)",
        "document.body.insertAdjacentHTML('beforeend',"
            + " '<img src=\"/assets/ght.svg\" onload=\"window.ran = 1\">')",
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')",
        "const s = document.createElement('script'); s.src = 'http://127.0.0.1:9/x.js';"
            + " document.body.append(s)",
        "fetch('http://127.0.0.1:9/').catch(() => 0)",
        "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/\"></iframe>')"
      })
  void what_somebody_smuggles_in_does_not_run(String smuggled) {
    go("ghts/GHT");
    page.evaluate("() => { " + smuggled + " }");
    Awaitility.await()
        .untilAsserted(() -> {
          page.evaluate("1");
          assertThat(complaints).isNotEmpty();
        });
    assertThat(page.evaluate("window.ran")).isNull();
  }

  private void go(String address) {
    page.navigate(root + address.replace("GHT", ght).replace("FINESS", finess));
  }

  private void tell(InventoryFact... facts) {
    feed.give(Stream.of(facts).map(fact -> told.at(Instant.now(), fact)).toList());
  }
}
