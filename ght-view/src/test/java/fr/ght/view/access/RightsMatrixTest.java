package fr.ght.view.access;

import static fr.ght.view.Feed.got;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fr.ght.access.identity.Identities;
import fr.ght.access.identity.Person;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.local.testing.rights.Caller;
import fr.ght.local.testing.rights.Endpoints;
import fr.ght.local.testing.rights.Place;
import fr.ght.local.testing.rights.Question;
import fr.ght.local.testing.rights.RightsMatrix;
import fr.ght.local.testing.rights.RightsTable;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every cell of {@code docs/rights.md}, asked of the running service. Another endpoint or page
 * takes a row there and a question here.
 */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "rights"),
    restrictToAnnotatedClass = true)
class RightsMatrixTest {
  private static final String ISSUER = "https://issuer.example";

  private final RightsTable table =
      RightsTable.read(Path.of("..", "docs", "rights.md"), "ght-view");

  @Inject Feed feed;
  @Inject Identities identities;

  @Test
  void the_table_has_a_row_for_each_endpoint_and_none_for_what_there_is_not() {
    var endpoints = new TreeSet<>(Endpoints.documented(service()));
    endpoints.addAll(Endpoints.ofResources());

    assertThat(table.differences(endpoints, questions().keySet())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everybody_hears_what_the_table_says() {
    var groups = TwoGroups.told(feed);
    return new RightsMatrix(
            service(), table, callers(groups), questions(), TwoGroups.nowhere(), () -> 0)
        .cells()
        .map(cell -> dynamicTest(cell.name(), cell.check()::run));
  }

  private static URI service() {
    return URI.create("http://127.0.0.1:" + RestAssured.port);
  }

  private static Map<String, Caller> callers(TwoGroups groups) {
    var callers = new HashMap<String, Caller>();
    for (var role : new String[] {"system", "requester", "dsi", "rssi", "buyer", "ops"}) {
      callers.put(role, of(groups, bearer(role, groups.member())));
    }
    callers.put(
        "support",
        new Caller(
            bearer("dsi", groups.support()), groups.support(), groups.member(), groups.stranger()));
    callers.put("agent", of(groups, "Basic " + basic(groups.member().finess() + "-0a1b2c3d:x")));
    callers.put("nobody", of(groups, ""));
    return callers;
  }

  private static Caller of(TwoGroups groups, String authorization) {
    return new Caller(authorization, groups.member(), groups.support(), groups.stranger());
  }

  private static String basic(String both) {
    return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String bearer(String role, Place place) {
    return "Bearer "
        + AllRights.token(role + "-" + Invented.id(), role, place.finess(), place.ght());
  }

  private Map<String, Function<Place, Question>> questions() {
    var all = new LinkedHashMap<String, Function<Place, Question>>();
    all.putAll(ofTheApi());
    all.putAll(ofPages());
    all.putAll(ofOperations());
    return all;
  }

  private static Map<String, Function<Place, Question>> ofTheApi() {
    var all = new LinkedHashMap<String, Function<Place, Question>>();
    all.put("GET /api/view/ghts", _ -> Question.get("/api/view/ghts"));
    all.put("GET /api/view/ghts/{ght}", place -> Question.get(ght(place)));
    all.put(
        "GET /api/view/ghts/{ght}/establishments/{finess}",
        place -> Question.get(ght(place) + "/establishments/" + place.finess()));
    // Sums over what there is name nothing of it.
    all.put("GET /api/view/ghts/{ght}/digest", place -> Question.of("GET", ght(place) + "/digest"));
    all.put("GET /api/view/ghts/{ght}/stream", place -> Question.of("GET", ght(place) + "/stream"));
    for (var part :
        new String[] {
          "matrix", "assets", "contracts", "contracts/figures", "skills", "timeline", "audit"
        }) {
      all.put("GET /api/view/ghts/{ght}/" + part, place -> Question.get(ght(place) + "/" + part));
    }
    return all;
  }

  private static Map<String, Function<Place, Question>> ofPages() {
    return Map.ofEntries(
        Map.entry("GET /", _ -> Question.get("/")),
        Map.entry("GET /ghts/{ght}", place -> Question.get(page(place))),
        Map.entry(
            "GET /ghts/{ght}/fragments/{part}",
            place -> Question.get(page(place) + "/fragments/etablissements")),
        Map.entry(
            "GET /ghts/{ght}/etablissements/{finess}",
            place -> Question.get(page(place) + "/etablissements/" + place.finess())),
        Map.entry(
            "GET /ghts/{ght}/etablissements/{finess}/fragments/{part}",
            place ->
                Question.of(
                    "GET",
                    page(place) + "/etablissements/" + place.finess() + "/fragments/chiffres")),
        Map.entry("GET /ghts/{ght}/machines", place -> Question.get(page(place) + "/machines")),
        Map.entry(
            "GET /ghts/{ght}/machines/fragments/liste",
            place -> Question.get(page(place) + "/machines/fragments/liste")),
        Map.entry("GET /ghts/{ght}/contrats", place -> Question.get(page(place) + "/contrats")),
        Map.entry(
            "GET /ghts/{ght}/contrats/fragments/{part}",
            place -> Question.get(page(place) + "/contrats/fragments/calendrier")),
        Map.entry(
            "GET /ghts/{ght}/competences", place -> Question.get(page(place) + "/competences")),
        Map.entry(
            "GET /ghts/{ght}/competences/fragments/{part}",
            place -> Question.get(page(place) + "/competences/fragments/etablissements")),
        Map.entry("GET /ghts/{ght}/journal", place -> Question.get(page(place) + "/journal")),
        Map.entry(
            "GET /ghts/{ght}/journal/fragments/liste",
            place -> Question.get(page(place) + "/journal/fragments/liste")),
        Map.entry("GET /connexion", _ -> Question.of("GET", "/connexion")),
        Map.entry("GET /connexion/retour", _ -> Question.of("GET", "/connexion/retour")));
  }

  private Map<String, Function<Place, Question>> ofOperations() {
    var all = new LinkedHashMap<String, Function<Place, Question>>();
    all.put(
        "DELETE /ops/identities/{pseudonym}",
        _ -> Question.of("DELETE", "/ops/identities/" + got(identities.pseudonym(somebody()))));
    all.put(
        "POST /ops/identities/erasures",
        _ -> {
          var person = somebody();
          got(identities.pseudonym(person));
          return Question.of(
              "POST",
              "/ops/identities/erasures",
              "{\"issuer\":\"%s\",\"subject\":\"%s\"}".formatted(ISSUER, person.subject()));
        });
    Stream.of(
            "GET /ops/views",
            "GET /ops/views/{view}",
            "GET /ops/views/{view}/parked",
            "POST /ops/views/{view}/replay",
            "POST /ops/views/{view}/rebuild",
            "GET /ops/views/{view}/rebuild",
            "GET /ops/views/{view}/versions",
            "POST /ops/views/{view}/versions/{version}/live",
            "DELETE /ops/views/{view}/versions/{version}")
        .forEach(name -> {
          var words = name.split(" ");
          var address = words[1].replace("{view}", "incidents").replace("{version}", "99");
          all.put(name, _ -> Question.of(words[0], address));
        });
    return all;
  }

  private static Person somebody() {
    return new Person(ISSUER, Invented.id(), "Jeanne Essai");
  }

  private static String ght(Place place) {
    return "/api/view/ghts/" + place.ght();
  }

  private static String page(Place place) {
    return "/ghts/" + place.ght();
  }
}
