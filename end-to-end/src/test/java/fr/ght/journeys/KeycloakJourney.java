package fr.ght.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import fr.ght.journeys.WithKeycloak.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sign-in with an issuer that others wrote: a real Keycloak with the realm file that operators
 * import. By {@code ./run test --keycloak}, since it takes a while.
 */
@Tag("keycloak")
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakJourney {
  private static final String GHT = "ght-keycloak";
  private static final String SUPPORT = "420960015";
  private static final String MEMBER = "420960023";
  private static final String ESSAIS = "essais";

  /** How long what was verified a moment ago, and the issuer's keys, are believed at most. */
  private static final Duration BELIEVED = Duration.ofSeconds(45);

  private final RunningPlatform platform;
  private WithKeycloak sut;

  KeycloakJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @BeforeAll
  void a_group_made_by_a_cio_whom_keycloak_vouches_for() throws IOException, SQLException {
    sut = WithKeycloak.start(platform);
    var cio = person("dsi-support");
    assertThat(
            inventory(
                "PUT",
                "/api/inventory/ghts/" + GHT,
                cio,
                "{\"name\":\"GHT de Keycloak\",\"support\":\"%s\"}".formatted(SUPPORT)))
        .matches(answer -> answer.status() == 201, "made");
    join(cio, SUPPORT, "SUPPORT");
    join(cio, MEMBER, "MEMBER");
  }

  @AfterAll
  void stop() {
    if (sut != null) {
      sut.close();
    }
  }

  private void join(String cio, String finess, String role) {
    assertThat(
            inventory(
                "PUT",
                "/api/inventory/ghts/%s/members/%s".formatted(GHT, finess),
                cio,
                "{\"name\":\"Établissement\",\"role\":\"%s\",\"from\":\"2016-07-01\"}"
                    .formatted(role)))
        .matches(answer -> answer.status() == 200, "a member");
  }

  @Test
  void a_cio_and_a_system_write_for_their_establishment() {
    assertThat(declare("par-le-dsi", person("dsi-support")).status()).isEqualTo(201);
    assertThat(declare("par-le-parc", sut.admin().systemToken("parc-du-support")).status())
        .isEqualTo(201);
  }

  @Test
  void who_has_no_role_for_it_or_acts_for_another_establishment_or_group_writes_nothing() {
    assertThat(declare("par-le-rssi", person("rssi-support")).status()).isEqualTo(403);
    assertThat(declare("par-le-membre", person("dsi-membre")).status()).isEqualTo(403);
    assertThat(declare("par-un-autre", person("dsi-ailleurs")).status()).isEqualTo(404);
    assertThat(declare("par-exploitation", person("exploitation")).status()).isEqualTo(403);
  }

  @Test
  void the_group_is_read_by_its_members_and_is_not_there_for_others() {
    var address = "/api/view/ghts/" + GHT;
    await("the view has it")
        .atMost(Duration.ofSeconds(60))
        .until(() -> view(address, person("dsi-membre")).status() == 200);
    assertThat(view(address, person("rssi-support")).body()).contains("GHT de Keycloak");
    assertThat(view(address, sut.admin().systemToken("parc-du-support")).status()).isEqualTo(200);

    var elsewhere = person("dsi-ailleurs");
    var hidden = view(address, elsewhere);
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.body().replace(GHT, "G"))
        .isEqualTo(
            view("/api/view/ghts/ght-inexistant", elsewhere).body().replace("ght-inexistant", "G"));
    assertThat(view(address, person("exploitation")).status()).isEqualTo(403);
  }

  @Test
  void operations_are_for_ops() {
    for (var service : List.of(sut.inventory(), sut.view())) {
      var views = service.resolve("/ops/views");
      assertThat(sut.ask("GET", views, person("exploitation"), null).status()).isEqualTo(200);
      assertThat(sut.ask("GET", views, person("dsi-support"), null).status()).isEqualTo(403);
    }
  }

  @Test
  void a_token_that_is_not_good_is_none() {
    var good = person("dsi-support");
    var parts = good.split("\\.");
    var other = person("dsi-membre").split("\\.");
    Stream.of(
            sut.admin().token("dsi-support", "autre-application"),
            sut.admin().adminToken(),
            parts[0] + "." + other[1] + "." + parts[2],
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
            withUnknownKey(good))
        .forEach(token -> assertThat(answersTo(token)).containsOnly(401));
    assertThat(answersTo(good)).containsOnly(200);
  }

  @Test
  void a_token_that_has_ended_is_none() {
    var brief = sut.admin().token("dsi-support", "essais-brefs");
    assertThat(answersTo(brief)).containsOnly(200);
    await("its end")
        .atMost(BELIEVED)
        .untilAsserted(() -> assertThat(answersTo(brief)).containsOnly(401));
  }

  @Test
  void a_new_key_of_the_realm_is_believed_while_services_run_and_a_forgotten_one_no_more() {
    var first = sut.admin().newKey(1_000);
    var before = person("dsi-support");
    assertThat(answersTo(before)).containsOnly(200);
    // Somebody who makes keys up must not keep a real new one from being believed.
    assertThat(answersTo(withUnknownKey(before))).containsOnly(401);

    sut.admin().newKey(2_000);
    var after = person("dsi-support");
    assertThat(key(after)).isNotEqualTo(key(before));
    await("the new key is believed")
        .atMost(BELIEVED)
        .untilAsserted(() -> assertThat(answersTo(after)).containsOnly(200));
    assertThat(answersTo(before)).containsOnly(200);

    sut.admin().forget(first);
    sut.admin().newKey(3_000);
    var last = person("dsi-support");
    await("the forgotten key is believed no more")
        .atMost(BELIEVED)
        .untilAsserted(() -> {
          assertThat(answersTo(last)).containsOnly(200);
          assertThat(answersTo(before)).containsOnly(401);
        });
  }

  @Test
  void somebody_signs_in_and_out_on_keycloak_s_own_page() {
    var chromium = Needed.program("chromium");
    await("the view has it")
        .atMost(Duration.ofSeconds(60))
        .until(() -> view("/api/view/ghts/" + GHT, person("dsi-membre")).status() == 200);
    try (var playwright = Playwright.create()) {
      var page = openedBy(chromium, playwright);
      page.navigate(sut.view() + "ghts/" + GHT);
      assertThat(page.locator("h1")).not().hasText("GHT de Keycloak");
      page.getByText("Se connecter").click();
      assertThat(page.locator("#kc-login")).isVisible();
      assertThat(page.url()).startsWith(sut.admin().issuer().toString());
      signIn(page, "dsi-membre", "wrong");
      assertThat(page.locator("#password")).isVisible();
      signIn(page, "dsi-membre", sut.admin().password());

      assertThat(page).hasURL(sut.view() + "ghts/" + GHT);
      assertThat(page.locator("h1")).hasText("GHT de Keycloak");
      assertThat(page.locator(".who")).containsText("Direction du membre");
      assertThat(page.locator("#state")).hasText("en direct");

      page.getByText("Se déconnecter").click();
      assertThat(page.getByText("Se connecter")).isVisible();
      page.navigate(sut.view() + "ghts/" + GHT);
      assertThat(page.locator("h1")).not().hasText("GHT de Keycloak");
      // Keycloak has ended the session as well: it asks again.
      page.getByText("Se connecter").click();
      assertThat(page.locator("#kc-login")).isVisible();
      signIn(page, "dsi-ailleurs", sut.admin().password());
      assertThat(page).hasURL(sut.view() + "ghts/" + GHT);
      assertThat(page.locator("h1")).not().hasText("GHT de Keycloak");
    }
  }

  private static void signIn(Page page, String person, String password) {
    page.locator("#username").fill(person);
    page.locator("#password").fill(password);
    page.locator("#kc-login").click();
  }

  private static Page openedBy(Path chromium, Playwright playwright) {
    var options =
        new LaunchOptions()
            .setExecutablePath(chromium)
            .setArgs(List.of("--no-sandbox", "--disable-gpu"));
    return playwright.chromium().launch(options).newPage();
  }

  private String person(String name) {
    return sut.admin().token(name, ESSAIS);
  }

  private Answer declare(String id, String token) {
    return inventory(
        "PUT",
        "/api/inventory/applications/keycloak-" + id,
        token,
        """
        {"establishment":"%s","function":"laboratory","product":"GLIMS","version":"10.2",
         "state":"IN_PRODUCTION"}
        """
            .formatted(SUPPORT));
  }

  private Answer inventory(String method, String path, String token, String json) {
    return sut.ask(method, sut.inventory().resolve(path), token, json);
  }

  private Answer view(String path, String token) {
    return sut.ask("GET", sut.view().resolve(path), token, null);
  }

  /** Of each service, to a question that needs nothing but a good token of a reader. */
  private List<Integer> answersTo(String token) {
    return Stream.of(
            sut.inventory().resolve("/api/inventory/ghts"), sut.view().resolve("/api/view/ghts"))
        .map(address -> sut.ask("GET", address, token, null).status())
        .toList();
  }

  private static String key(String token) {
    var header = new String(decoded(token.split("\\.")[0]), StandardCharsets.UTF_8);
    return header.replaceAll(".*\"kid\" *: *\"([^\"]+)\".*", "$1");
  }

  /** The same, but the issuer has no key of the name that it gives. */
  private static String withUnknownKey(String token) {
    var parts = token.split("\\.", 2);
    var header = new String(decoded(parts[0]), StandardCharsets.UTF_8);
    var changed = header.replace(key(token), "made-up").getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(changed) + "." + parts[1];
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
