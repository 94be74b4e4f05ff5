package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.ght.benchmarks.Finess;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a group was promised of its members and their autonomy, as its people live it; each test
 * bears the number of its line in the mission. The other lines: docs/acceptance.md.
 */
@ExtendWith(OnePlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class MissionJourney {
  private static final String GHT = "ght-mission";
  private static final int MEMBERS = 20;
  private static final String SUPPORT = member(0);
  private static final String SUCCESSOR = member(1);
  private static final String LEAVER = member(2);
  private static final String OWN = member(3);
  private static final String OTHER = member(4);
  private static final String BEGINNING = "2016-07-01";

  private final RunningPlatform platform;
  private Someone supportDsi;
  private Someone dsi;

  MissionJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  private static String member(int number) {
    return Finess.invented("42", 985_000 + number);
  }

  /** By its own people only, nobody who may do everything. */
  @BeforeAll
  void a_group_of_twenty() {
    platform.front().rights().also(GHT, SUPPORT);
    supportDsi = Someone.signedIn(platform.front(), "dsi", SUPPORT, GHT);
    dsi = Someone.signedIn(platform.front(), "dsi", OWN, GHT);
    assertThat(
            supportDsi.put(
                "/api/inventory/ghts/" + GHT, Map.of("name", "GHT modèle", "support", SUPPORT)))
        .returns(201, Someone.Answer::status);
    assertThat(enter(SUPPORT, "SUPPORT", BEGINNING)).returns(200, Someone.Answer::status);
    for (int i = 1; i < MEMBERS; i++) {
      assertThat(enter(member(i), "MEMBER", BEGINNING)).returns(200, Someone.Answer::status);
    }
    platform.view().caughtUp(GHT);
  }

  /**
   * Twenty members, exactly one of them the support establishment at any date; they join and leave
   * with dates and history is kept; who is a member is data; a wrong check digit is refused.
   */
  @Test
  void line_1_twenty_members_with_one_support_establishment_at_any_date() {
    assertThat(enter(SUCCESSOR, "SUPPORT", "2019-01-01")).returns(200, Someone.Answer::status);
    var newSupport = Someone.signedIn(platform.front(), "dsi", SUCCESSOR, GHT);
    assertThat(newSupport.delete(entry(LEAVER) + "?on=2020-01-01"))
        .returns(204, Someone.Answer::status);
    assertThat(newSupport.put(entry(wrongCheckDigit(OTHER)), body("MEMBER", BEGINNING)))
        .returns(422, Someone.Answer::status)
        .extracting(answer -> answer.body().path("errors").path(0).path("field").asText())
        .isEqualTo("finess");
    platform.view().caughtUp(GHT);

    assertThat(membersOn("2016-06-30")).isEmpty();
    for (var day : new String[] {BEGINNING, "2018-12-31"}) {
      assertThat(supportOn(day)).as(day).containsExactly(SUPPORT);
      assertThat(membersOn(day)).as(day).hasSize(MEMBERS).contains(LEAVER);
    }
    for (var day : new String[] {"2019-01-01", "2019-12-31"}) {
      assertThat(supportOn(day)).as(day).containsExactly(SUCCESSOR);
      assertThat(membersOn(day)).as(day).hasSize(MEMBERS).contains(LEAVER, SUPPORT);
    }
    assertThat(supportOn("2020-01-01")).containsExactly(SUCCESSOR);
    assertThat(membersOn("2020-01-01")).hasSize(MEMBERS - 1).doesNotContain(LEAVER);

    // Whoever supports the group decides for it, and whoever did no longer does.
    assertThat(enter(LEAVER, "MEMBER", "2021-01-01")).returns(403, Someone.Answer::status);
    assertThat(newSupport.put(entry(LEAVER), body("MEMBER", "2021-01-01")))
        .returns(200, Someone.Answer::status);
    assertThat(newSupport.put(entry(SUPPORT), body("SUPPORT", "2022-01-01")))
        .returns(200, Someone.Answer::status);
    platform.view().caughtUp(GHT);
    assertThat(membersOn("2020-06-01")).doesNotContain(LEAVER);
    assertThat(membersOn("2021-01-01")).contains(LEAVER);
    assertThat(supportOn("2022-01-01")).containsExactly(SUPPORT);
  }

  /** An establishment edits only its own data; the group's view is read-only. */
  @Test
  void line_7_an_establishment_edits_only_its_own_data() {
    var application = "/api/inventory/applications/line-7";
    assertThat(dsi.put(application, laboratoryOf(OTHER))).returns(403, Someone.Answer::status);
    assertThat(dsi.put(application, laboratoryOf(OWN))).returns(201, Someone.Answer::status);
    var others = Someone.signedIn(platform.front(), "dsi", OTHER, GHT);
    for (var attempt :
        new Someone.Answer[] {
          others.put(application, laboratoryOf(OTHER)),
          others.delete(application),
          others.put(profile(OWN), Map.of("from", BEGINNING, "beds", 1)),
          supportDsi.put(profile(OWN), Map.of("from", BEGINNING, "beds", 1)),
          supportDsi.delete(application)
        }) {
      assertThat(attempt).returns(403, Someone.Answer::status);
    }
    platform.view().caughtUp(GHT);
    var shown = others.get("/api/view/ghts/%s/establishments/%s".formatted(GHT, OWN)).body();
    assertThat(shown.path("applications")).hasSize(1);
    assertThat(shown.at("/applications/0/product").asText()).isEqualTo("Laboratoire modèle");
    assertThat(shown.path("profile").isNull()).isTrue();

    var view = "/api/view/ghts/" + GHT;
    for (var page : new String[] {"", "/matrix", "/establishments/" + OWN, "/assets"}) {
      assertThat(supportDsi.put(view + page, Map.of("name", "autre")))
          .as("PUT " + page)
          .returns(405, Someone.Answer::status);
      assertThat(supportDsi.post(view + page, Map.of("name", "autre")))
          .as("POST " + page)
          .returns(405, Someone.Answer::status);
      assertThat(supportDsi.delete(view + page))
          .as("DELETE " + page)
          .returns(405, Someone.Answer::status);
    }
  }

  /** Beds, staff, workstations and IT staff, each with the day from which it holds. */
  @Test
  void line_8_a_profile_is_dated_and_read_as_of_any_day() {
    var university = Someone.signedIn(platform.front(), "dsi", OTHER, GHT);
    var first = Map.of("from", BEGINNING, "beds", 1_900, "staff", 7_500, "workstations", 4_000);
    assertThat(university.put(profile(OTHER), first)).returns(200, Someone.Answer::status);
    var known = platform.view().caughtUp(GHT);
    var later = Map.of("from", "2018-01-01", "beds", 1_850, "workstations", 4_200, "itStaff", 60);
    assertThat(university.put(profile(OTHER), later)).returns(200, Someone.Answer::status);
    platform.view().caughtUp(GHT);

    var before = shownProfile("on=2017-12-31");
    assertThat(before.path("beds").asInt()).isEqualTo(1_900);
    assertThat(before.path("staff").asInt()).isEqualTo(7_500);
    assertThat(before.path("workstations").asInt()).isEqualTo(4_000);
    assertThat(before.path("itStaff").isNull()).isTrue();
    var after = shownProfile("on=2018-01-01");
    assertThat(after.path("beds").asInt()).isEqualTo(1_850);
    assertThat(after.path("staff").isNull()).isTrue();
    assertThat(after.path("workstations").asInt()).isEqualTo(4_200);
    assertThat(after.path("itStaff").asInt()).isEqualTo(60);
    assertThat(shownProfile("asOf=%s&on=2018-01-01".formatted(known)).path("beds").asInt())
        .as("what held before it was said otherwise")
        .isEqualTo(1_900);
    // As a weight: the group declares the sum, and who declares nothing adds nothing.
    assertThat(declaredOn("2017-12-31")).isEqualTo(4_000);
    assertThat(declaredOn("2018-01-01")).isEqualTo(4_200);
  }

  private int declaredOn(String day) {
    return on(day).body().path("declared").asInt();
  }

  private JsonNode shownProfile(String question) {
    var address = "/api/view/ghts/%s/establishments/%s?%s".formatted(GHT, OTHER, question);
    return supportDsi.get(address).body().path("profile");
  }

  private Someone.Answer enter(String finess, String role, String from) {
    return supportDsi.put(entry(finess), body(role, from));
  }

  private static String entry(String finess) {
    return "/api/inventory/ghts/%s/members/%s".formatted(GHT, finess);
  }

  private static Map<String, String> body(String role, String from) {
    return Map.of("name", "Hôpital modèle", "role", role, "from", from);
  }

  private static String profile(String finess) {
    return "/api/inventory/establishments/%s/profile".formatted(finess);
  }

  private static Map<String, String> laboratoryOf(String finess) {
    return Map.of(
        "establishment", finess,
        "function", "laboratory",
        "product", "Laboratoire modèle",
        "state", "IN_PRODUCTION");
  }

  private static String wrongCheckDigit(String finess) {
    var digit = Character.digit(finess.charAt(8), 10);
    return finess.substring(0, 8) + (digit + 1) % 10;
  }

  private Someone.Answer on(String day) {
    return dsi.get("/api/view/ghts/%s?on=%s".formatted(GHT, day));
  }

  private Stream<String> supportOn(String day) {
    return establishmentsOn(day)
        .filter(one -> one.path("role").asText().equals("SUPPORT"))
        .map(one -> one.path("finess").asText());
  }

  private Stream<String> membersOn(String day) {
    return establishmentsOn(day).map(one -> one.path("finess").asText());
  }

  private Stream<JsonNode> establishmentsOn(String day) {
    return StreamSupport.stream(on(day).body().path("establishments").spliterator(), false);
  }
}
