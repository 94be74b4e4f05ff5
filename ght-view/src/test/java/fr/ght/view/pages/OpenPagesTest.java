package fr.ght.view.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.ght.view.Told.created;
import static fr.ght.view.Told.declared;
import static fr.ght.view.Told.discovered;
import static fr.ght.view.Told.joined;
import static fr.ght.view.Told.support;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.SkillCoverageRecorded;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in a real browser, over the real views and database. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class OpenPagesTest {
  /** The browser waits before it connects again. */
  private static final LocatorAssertions.HasTextOptions PATIENTLY =
      new LocatorAssertions.HasTextOptions().setTimeout(20_000);

  private static Browser browser;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String chu = Invented.finess();
  private final String silent = Invented.finess();
  private final Instant then = Instant.now().minusSeconds(3_600);

  @Inject Feed feed;
  @Inject Vertx vertx;

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
  void a_group_with_one_machine_and_one_application() {
    tell(
        then,
        created(ght),
        joined(ght, chu, "SUPPORT", "2016-07-01"),
        support(ght, chu, "2016-07-01"),
        joined(ght, silent, "MEMBER", "2016-07-01"),
        Told.profile(ght, chu, "2016-07-01", 4_000),
        discovered(Invented.id(), chu, "WORKSTATION", Instant.now()),
        declared(Invented.id(), chu, "patient-record", "Cèdre DPI", "9.2"));
    visit = browser.visit(ColorScheme.LIGHT);
    page = visit.newPage();
  }

  @AfterEach
  void leave() {
    visit.close();
  }

  @Test
  void the_page_shows_the_group() {
    go("");
    assertThat(page.locator("h1")).hasText("Group of a test");
    assertThat(row(chu)).containsText("établissement support");
    assertThat(row(chu)).containsText("4\u202f000");
    assertThat(row(silent)).containsText("inconnu");
    assertThat(page.locator(".matrix")).containsText("Dossier patient");
    assertThat(cell("patient-record", chu)).containsText("Cèdre DPI 9.2");
    assertThat(page.locator(".timeline")).containsText("Application déclarée : Cèdre DPI 9.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/machines", "/contrats", "/competences", "/journal", "/etablissements/"})
  void a_page_is_no_wider_than_the_narrow_window_that_shows_it(String rest) {
    page.setViewportSize(400, 800);
    go(rest.endsWith("/") ? rest + chu : rest);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(400);
  }

  @Test
  void a_change_shows_without_reload_and_is_told_once() {
    goLive();
    page.evaluate("window.never = 'reloaded'");
    tell(
        Instant.now(),
        discovered(Invented.id(), chu, "WORKSTATION", Instant.now()),
        discovered(Invented.id(), silent, "SERVER", Instant.now()),
        declared(Invented.id(), silent, "imaging", "Boréal Images", "4.1"));
    assertThat(page.locator("[data-key='machines/" + chu + "']")).hasText("2");
    assertThat(page.locator("[data-key='freshness/" + silent + "']")).containsText("à jour");
    assertThat(cell("imaging", silent)).containsText("Boréal Images 4.1");
    assertThat(page.locator(".timeline")).containsText("Boréal Images 4.1");
    assertThat(page.locator("#news")).containsText("2 machines de plus");
    org.assertj.core.api.Assertions.assertThat(page.evaluate("window.never")).isEqualTo("reloaded");
  }

  @Test
  void a_change_leaves_focus_and_scroll_where_they_were() {
    goLive();
    row(chu).locator("a").focus();
    page.evaluate("window.scrollTo(0, 300)");
    var before = page.evaluate("window.scrollY");
    tell(Instant.now(), discovered(Invented.id(), chu, "SERVER", Instant.now()));
    assertThat(page.locator("[data-key='machines/" + chu + "']")).hasText("2");
    assertThat(row(chu).locator("a")).isFocused();
    assertThat(page.evaluate("window.scrollY")).isEqualTo(before);
  }

  @Test
  void a_page_of_a_past_moment_is_not_live_and_shows_that_moment() {
    var before = then.minusSeconds(1);
    page.navigate(root + "ghts/" + ght + "?asOf=" + then.plusSeconds(60));
    assertThat(page.locator(".moment")).containsText("à la date du");
    assertThat(page.locator("#live")).hasCount(0);
    tell(Instant.now(), discovered(Invented.id(), chu, "SERVER", Instant.now()));
    page.reload();
    assertThat(page.locator("[data-key='machines/" + chu + "']")).hasText("1");
    page.getByText("Revenir au direct").click();
    assertThat(page.locator("[data-key='machines/" + chu + "']")).hasText("2");
    var answer = page.navigate(root + "ghts/" + ght + "?asOf=" + before);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("Page introuvable");
  }

  @Test
  void a_moment_is_picked_by_the_clock_of_paris() {
    go("");
    page.locator("#asOf").fill("2018-01-01T09:30");
    page.getByText("Afficher", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page).hasURL(Pattern.compile("asOf=2018-01-01T09%3A30"));
  }

  @Test
  void a_lost_connection_is_shown_and_afterwards_everything_is_read_again() {
    try (var cable = new Cable(vertx, URI.create(root).getPort())) {
      page.navigate(cable.address() + "ghts/" + ght);
      assertThat(page.locator("#state")).hasText("en direct");
      assertThat(page.locator("#lost")).isHidden();
      cable.cut();
      assertThat(page.locator("#lost")).isVisible();
      assertThat(page.locator("#state")).hasText("connexion interrompue, nouvelle tentative…");
      tell(Instant.now(), discovered(Invented.id(), chu, "SERVER", Instant.now()));
      cable.mend();
      assertThat(page.locator("#state")).hasText("en direct", PATIENTLY);
      assertThat(page.locator("#lost")).isHidden();
      assertThat(page.locator("[data-key='machines/" + chu + "']")).hasText("2");
    }
  }

  @Test
  void older_changes_are_read_on_demand_and_stay_when_new_ones_come() {
    for (int i = 0; i < 40; i++) {
      tell(then.plusSeconds(i), declared(Invented.id(), chu, "imaging", "Produit " + i, "1"));
    }
    goLive();
    assertThat(page.locator(".timeline li")).hasCount(30);
    page.getByText("Afficher plus").click();
    assertThat(page.getByText("Groupement créé")).isVisible();
    tell(Instant.now(), declared(Invented.id(), chu, "imaging", "Produit neuf", "1"));
    assertThat(page.locator(".timeline li").first()).containsText("Produit neuf");
    assertThat(page.getByText("Groupement créé")).isVisible();
    assertThat(page.getByText("Afficher plus")).hasCount(0);
  }

  @Test
  void machines_are_found_by_a_part_of_their_name() {
    var asset = Invented.id();
    tell(
        Instant.now(),
        discovered(asset, chu, "SERVER", Instant.now()),
        Told.hardware(asset, chu, "SERVER", "SRV-ÉTÉ", Instant.now()));
    go("/machines");
    page.locator("#q").fill("srv-ete");
    page.locator("form.search button").click();
    assertThat(page.locator("table.machines tbody tr")).hasCount(1);
    assertThat(page.locator("table.machines")).containsText("SRV-ÉTÉ");
    assertThat(page.locator("#q")).hasValue("srv-ete");
  }

  @Test
  void an_open_calendar_of_contracts_shows_what_changes_those_first_that_are_due_first() {
    var later = Invented.id();
    var sooner = Invented.id();
    tell(then, Told.signed(later, chu, tacit("Dossier patient", 200)));
    go("");
    page.getByText("Contrats", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("h1")).hasText("Contrats");
    assertThat(page.locator("#state")).hasText("en direct");
    assertThat(page.locator("table.contracts tbody tr")).hasCount(1);
    assertThat(page.locator("[data-key='figure/overdue/number']")).hasText("0");
    tell(Instant.now(), Told.signed(sooner, silent, tacit("Laboratoire", -3)));
    var first = page.locator("table.contracts tbody tr").first();
    assertThat(first).containsText("Laboratoire");
    assertThat(first).containsText("en retard de 3\u00a0jours");
    assertThat(page.locator("[data-key='figure/overdue/number']")).hasText("1");
    assertThat(page.locator("[data-key='share/" + silent + "']")).containsText("100\u00a0%");
    assertThat(page.locator("#news")).containsText("Contrats modifiés");
  }

  @Test
  void contracts_are_filtered_by_keyboard_and_the_filter_stays() {
    tell(
        then,
        Told.signed(Invented.id(), chu, tacit("Dossier patient", 200)),
        Told.signed(Invented.id(), silent, tacit("Laboratoire", 100)));
    go("/contrats");
    page.locator("#q").fill("DOSSIER");
    page.keyboard().press("Enter");
    assertThat(page.locator("table.contracts tbody tr")).hasCount(1);
    assertThat(page.locator("table.contracts")).containsText("Dossier patient");
    assertThat(page.locator("#q")).hasValue("DOSSIER");
    page.locator("#q").fill("rien de tel");
    page.keyboard().press("Enter");
    assertThat(page.locator(".empty")).containsText("Aucun contrat ne correspond");
  }

  @Test
  void open_skills_show_the_risk_of_whoever_leaves() {
    tell(then, new SkillCoverageRecorded(chu, "Cèdre DPI", "EXPERT", 2, null));
    go("");
    page.getByText("Compétences", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#state")).hasText("en direct");
    var line = page.locator("[data-key='skill/" + chu + "/Cèdre DPI']");
    assertThat(line).containsText("deux personnes ou plus");
    assertThat(page.locator("[data-key='figure/risks/number']")).hasText("0");
    tell(Instant.now(), new SkillCoverageRecorded(chu, "Cèdre DPI", "EXPERT", 1, null));
    assertThat(line).containsText("risque : une seule personne");
    assertThat(page.locator("[data-key='figure/risks/number']")).hasText("1");
    assertThat(page.locator("#news")).containsText("Compétences modifiées");
  }

  /** To be denounced within so many days. */
  private static Told.Agreed tacit(String subject, int days) {
    var end = LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(days);
    return Told.terms("RENTAL", "2024-01-01", subject)
        .until(end.plusMonths(1).toString())
        .renewing("P1Y", 9, true)
        .noticeOn(end)
        .costing("34000", "YEAR");
  }

  @Test
  void the_journal_leads_by_keyboard_to_everything_that_one_request_set_off() {
    go("");
    page.getByText("Journal d’audit").click();
    assertThat(page.locator("h1")).hasText("Journal d’audit");
    assertThat(page.locator("table.journal tbody tr")).hasCount(7);
    var first = page.locator("table.journal tbody tr").first();
    first.getByText("Même demande").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("table.journal tbody tr")).hasCount(1);
    assertThat(page.locator("#correlation")).not().hasValue("");
    page.getByText("Tout afficher").click();
    assertThat(page.locator("table.journal tbody tr")).hasCount(7);
  }

  @Test
  void an_open_journal_shows_what_changes() {
    go("/journal");
    assertThat(page.locator("#state")).hasText("en direct");
    tell(Instant.now(), declared(Invented.id(), silent, "imaging", "Boréal Images", "4.1"));
    assertThat(page.locator("table.journal tbody tr")).hasCount(8);
    assertThat(page.locator("table.journal tbody tr").first()).containsText("Application déclarée");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void axe_finds_nothing_to_object_to_on_any_page(ColorScheme colours) {
    tell(
        then,
        Told.signed(Invented.id(), chu, tacit("Dossier patient", 200)),
        Told.signed(Invented.id(), chu, tacit("Laboratoire", 20)),
        Told.signed(Invented.id(), silent, tacit("Pharmacie", -3)),
        new SkillCoverageRecorded(chu, "Cèdre DPI", "EXPERT", 1, null));
    try (var other = browser.visit(colours)) {
      var seen = other.newPage();
      for (var path :
          List.of(
              "",
              "ghts/" + ght,
              "ghts/" + ght + "?asOf=" + then.plusSeconds(60),
              "ghts/" + ght + "/etablissements/" + chu,
              "ghts/" + ght + "/etablissements/" + silent,
              "ghts/" + ght + "/machines",
              "ghts/" + ght + "/contrats",
              "ghts/" + ght + "/contrats?q=nothing",
              "ghts/" + ght + "/competences",
              "ghts/" + ght + "/competences?etablissement=" + silent,
              "ghts/" + ght + "/journal",
              "ghts/" + ght + "/journal?acteur=nobody",
              "ghts/" + ght + "?asOf=hier",
              "ghts/nowhere")) {
        seen.navigate(root + path);
        var violations = new AxeBuilder(seen).analyze().getViolations();
        assertThat(violations)
            .as(path)
            .extracting(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
            .isEmpty();
      }
    }
  }

  private void go(String path) {
    page.navigate(root + "ghts/" + ght + path);
  }

  private void goLive() {
    go("");
    assertThat(page.locator("#state")).hasText("en direct");
  }

  private com.microsoft.playwright.Locator row(String finess) {
    return page.locator("[data-key='establishment/" + finess + "']");
  }

  private com.microsoft.playwright.Locator cell(String function, String finess) {
    return page.locator("[data-key='cell/" + function + "/" + finess + "']");
  }

  private void tell(Instant recordedAt, InventoryFact... facts) {
    feed.give(Stream.of(facts).map(fact -> told.at(recordedAt, fact)).toList());
  }
}
