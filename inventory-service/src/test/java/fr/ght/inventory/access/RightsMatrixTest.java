package fr.ght.inventory.access;

import static fr.ght.inventory.access.TwoGroups.APPLICATION;
import static fr.ght.inventory.access.TwoGroups.ASSET;
import static fr.ght.inventory.access.TwoGroups.CONTRACT;
import static fr.ght.inventory.access.TwoGroups.CREDENTIAL;
import static fr.ght.inventory.access.TwoGroups.INCIDENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.agents.Agent;
import fr.ght.inventory.intake.agents.InventedReport;
import fr.ght.inventory.intake.agents.Log;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.local.testing.rights.Caller;
import fr.ght.local.testing.rights.Endpoints;
import fr.ght.local.testing.rights.Place;
import fr.ght.local.testing.rights.Question;
import fr.ght.local.testing.rights.RightsMatrix;
import fr.ght.local.testing.rights.RightsTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every cell of {@code docs/rights.md}, asked of the running service. Another endpoint takes a row
 * there and a question here.
 */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class RightsMatrixTest {
  private static final String API = "/api/inventory";
  private static final String REPORT_OF_AGENTS = "{\"action\":\"contact\",\"deviceid\":\"%s\"}";

  private static final String RULES =
      """
      {"reason":"Essai","rules":{"legalForms":[],"noPublishers":[],"publishers":[],"cleanings":[],
       "rules":[{"id":"g","whenName":"garde.*","product":"Garde","publisher":"Éditeur inventé"}]}}\
      """;
  private static final String LIFECYCLE =
      """
      {"result":[{"name":"garde","label":"Garde","releases":[{"name":"2","eolFrom":"2030-01-01"}]}]}\
      """;

  private final RightsTable table =
      RightsTable.read(Path.of("..", "docs", "rights.md"), "inventory-service");

  @Test
  void the_table_has_a_row_for_each_endpoint_and_none_for_what_there_is_not() {
    var endpoints = new TreeSet<>(Endpoints.documented(service()));
    endpoints.addAll(Endpoints.ofResources());
    // What only these tests have.
    endpoints.removeIf(endpoint -> endpoint.path().equals("/api/probe"));

    assertThat(table.differences(endpoints, questions().keySet())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everybody_hears_what_the_table_says() {
    var groups = TwoGroups.made();
    return new RightsMatrix(
            service(), table, callers(groups), questions(), TwoGroups.nowhere(), Log::size)
        .cells()
        .map(cell -> dynamicTest(cell.name(), cell.check()::run));
  }

  private static URI service() {
    return URI.create("http://127.0.0.1:" + RestAssured.port);
  }

  private static Map<String, Caller> callers(TwoGroups groups) {
    var callers = new HashMap<String, Caller>();
    for (var role : new String[] {"system", "requester", "dsi", "rssi", "buyer", "ops"}) {
      callers.put(role, of(groups, bearer(role, groups.member)));
    }
    callers.put(
        "support",
        new Caller(bearer("dsi", groups.support), groups.support, groups.member, groups.stranger));
    callers.put("agent", of(groups, Agent.authorization(groups.member.finess())));
    callers.put("nobody", of(groups, ""));
    return callers;
  }

  private static Caller of(TwoGroups groups, String authorization) {
    return new Caller(authorization, groups.member, groups.support, groups.stranger);
  }

  private static String bearer(String role, Place place) {
    return "Bearer "
        + AllRights.token(role + "-" + Invented.id(), role, place.finess(), place.ght());
  }

  private static Map<String, Function<Place, Question>> questions() {
    var all = new LinkedHashMap<String, Function<Place, Question>>();
    all.putAll(ofGroups());
    all.putAll(ofEstablishments());
    all.putAll(ofApplications());
    all.putAll(ofFiles());
    all.putAll(ofSkills());
    all.putAll(ofMachines());
    all.putAll(ofContracts());
    all.putAll(ofBudgets());
    all.putAll(ofProducts());
    all.putAll(ofDecisionsOnProducts());
    all.putAll(ofSystems());
    all.putAll(ofOperations());
    return all;
  }

  private static Map<String, Function<Place, Question>> ofGroups() {
    return Map.of(
        "GET /api/inventory/ghts",
        _ -> Question.get(API + "/ghts"),
        "GET /api/inventory/ghts/{ght}",
        place -> Question.get(ght(place)),
        "PUT /api/inventory/ghts/{ght}",
        place -> Question.of("PUT", ght(place), "{\"name\":\"%s\"}".formatted(place.groupMarker())),
        "GET /api/inventory/ghts/{ght}/members",
        place -> Question.get(ght(place) + "/members"),
        "GET /api/inventory/ghts/{ght}/members/{finess}",
        place -> Question.get(ght(place) + "/members/" + place.finess()),
        "PUT /api/inventory/ghts/{ght}/members/{finess}",
        place ->
            Question.of(
                "PUT",
                ght(place) + "/members/" + TwoGroups.anotherMember(place),
                TwoGroups.entry(place, "MEMBER")),
        "DELETE /api/inventory/ghts/{ght}/members/{finess}",
        place ->
            Question.of(
                "DELETE",
                ght(place) + "/members/" + TwoGroups.anotherMember(place) + "?on=2020-01-01"),
        "GET /api/inventory/memberships",
        place -> Question.get(API + "/memberships?ght=" + place.ght()),
        "POST /api/inventory/ghts/import/finess",
        _ ->
            Question.of(
                "POST", API + "/ghts/import/finess?dryRun=true", "{\"gcc\":[],\"pmej\":[]}"));
  }

  private static Map<String, Function<Place, Question>> ofEstablishments() {
    return Map.of(
        "GET /api/inventory/establishments/{finess}/profile",
        place -> Question.get(establishment(place) + "/profile"),
        "PUT /api/inventory/establishments/{finess}/profile",
        place -> Question.of("PUT", establishment(place) + "/profile", TwoGroups.PROFILE),
        "GET /api/inventory/establishments/{finess}/credentials",
        place -> Question.get(establishment(place) + "/credentials"),
        "POST /api/inventory/establishments/{finess}/credentials",
        place ->
            Question.of("POST", establishment(place) + "/credentials", "{\"label\":\"Matrice\"}"),
        "POST /api/inventory/establishments/{finess}/credentials/{id}/rotation",
        place ->
            Question.of(
                "POST",
                establishment(place) + "/credentials/" + place.its(CREDENTIAL) + "/rotation",
                "{\"graceHours\":0}"),
        "DELETE /api/inventory/establishments/{finess}/credentials/{id}",
        place ->
            Question.of(
                "DELETE",
                establishment(place) + "/credentials/" + TwoGroups.anotherCredential(place)));
  }

  private static Map<String, Function<Place, Question>> ofApplications() {
    return Map.of(
        "GET /api/inventory/applications",
        place -> Question.get(API + "/applications?establishment=" + place.finess()),
        "GET /api/inventory/applications/interfaces",
        place -> Question.get(API + "/applications/interfaces?establishment=" + place.finess()),
        "GET /api/inventory/applications/{id}",
        place -> Question.get(application(place.its(APPLICATION))),
        "PUT /api/inventory/applications/{id}",
        place ->
            Question.of("PUT", application(place.its(APPLICATION)), TwoGroups.application(place)),
        "DELETE /api/inventory/applications/{id}",
        place -> Question.of("DELETE", application(TwoGroups.anotherApplication(place))),
        "POST /api/inventory/applications/{id}/state-corrections",
        place ->
            Question.of(
                "POST",
                application(TwoGroups.anotherApplication(place)) + "/state-corrections",
                "{\"state\":\"PLANNED\",\"reason\":\"Erreur de saisie\"}"));
  }

  private static Map<String, Function<Place, Question>> ofFiles() {
    return Map.of(
        "POST /api/inventory/applications/import",
        place ->
            file(
                "/applications",
                "id;establishment;function;product;state\n%s;%s;hr;P;PLANNED\n"
                    .formatted(Invented.id(), place.finess())),
        "POST /api/inventory/applications/interfaces/import",
        place ->
            file(
                    "/applications/interfaces",
                    "id;establishment;direction;standard;system\n%s;%s;SENDS;FHIR;%s\n"
                        .formatted(place.its(APPLICATION), place.finess(), Invented.id()))
                .doneIf(answer -> answer.text().contains("\"changed\":1")),
        "POST /api/inventory/contracts/import",
        place ->
            file(
                "/contracts",
                "id;establishment;kind;supplier;subject;start\n%s;%s;RENTAL;S;O;2026-01-01\n"
                    .formatted(Invented.id(), place.finess())),
        "POST /api/inventory/skills/import",
        place ->
            file(
                "/skills",
                "establishment;product;level;people\n%s;%s;EXPERT;1\n"
                    .formatted(place.finess(), Invented.id())));
  }

  private static Question file(String list, String csv) {
    return new Question(
            "POST",
            API + list + "/import?skipErrors=true",
            csv,
            List.of("Content-Type", "text/csv"),
            (_, _) -> true)
        .doneIf(answer -> answer.text().contains("\"created\":1"));
  }

  private static Map<String, Function<Place, Question>> ofSkills() {
    return Map.of(
        "GET /api/inventory/skills",
        place -> Question.of("GET", API + "/skills?establishment=" + place.finess()),
        "GET /api/inventory/skills/risks",
        place -> Question.of("GET", API + "/skills/risks?ght=" + place.ght()),
        "GET /api/inventory/skills/{finess}/{product}",
        place -> Question.of("GET", skill(place)),
        "PUT /api/inventory/skills/{finess}/{product}",
        place -> Question.of("PUT", skill(place), "{\"level\":\"EXPERT\",\"people\":1}"),
        "DELETE /api/inventory/skills/{finess}/{product}",
        place -> Question.of("DELETE", skill(place) + "?level=EXPERT"));
  }

  private static String skill(Place place) {
    return API + "/skills/" + place.finess() + "/GLIMS";
  }

  private static Map<String, Function<Place, Question>> ofMachines() {
    return Map.of(
        "GET /api/inventory/assets",
        place -> Question.get(API + "/assets?establishment=" + place.finess()),
        "GET /api/inventory/assets/{id}",
        place -> Question.get(API + "/assets/" + place.its(ASSET)),
        "POST /api/inventory/assets/{id}/retirement",
        place ->
            Question.of(
                "POST",
                API + "/assets/" + place.its(ASSET) + "/retirement",
                "{\"on\":\"2026-11-21\",\"reason\":\"Remplacé\"}"),
        "POST /api/inventory/assets/{id}/move",
        place ->
            Question.of(
                "POST",
                API + "/assets/" + place.its(ASSET) + "/move",
                "{\"establishment\":\"%s\",\"reason\":\"Prêté\"}".formatted(place.finess())),
        "POST /api/inventory/assets/import/cyclonedx",
        place ->
            Question.of(
                "POST",
                API + "/assets/import/cyclonedx?establishment=" + place.finess(),
                bom(place)),
        "GET /api/inventory/incidents",
        place -> Question.get(API + "/incidents?state=ALL&establishment=" + place.finess()),
        "POST /api/inventory/incidents/{id}/resolution",
        place ->
            Question.of(
                "POST",
                API + "/incidents/" + place.its(INCIDENT) + "/resolution",
                "{\"reason\":\"Vérifié\"}"));
  }

  private static String bom(Place place) {
    return """
    {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":
      {"type":"device","name":"Pompe %1$s",
       "properties":[{"name":"ght:device:id","value":"%1$s-b"}]}},
     "components":[{"type":"firmware","name":"Microprogramme","version":"1"}]}\
    """
        .formatted(place.marker());
  }

  private static Map<String, Function<Place, Question>> ofContracts() {
    var list = API + "/contracts";
    return Map.ofEntries(
        Map.entry(
            "GET /api/inventory/contracts",
            place -> Question.get(list + "?establishment=" + place.finess())),
        Map.entry(
            "GET /api/inventory/contracts/notices",
            place ->
                Question.get(
                    list
                        + "/notices?from=2027-01-01&to=2028-01-01&establishment="
                        + place.finess())),
        Map.entry(
            "GET /api/inventory/contracts/compliance",
            place -> Question.get(list + "/compliance?establishment=" + place.finess())),
        Map.entry(
            "GET /api/inventory/contracts/currency",
            place -> Question.get(list + "/currency?ght=" + place.ght())),
        Map.entry(
            "GET /api/inventory/contracts/ratio",
            place -> Question.get(list + "/ratio?ght=" + place.ght())),
        Map.entry(
            "GET /api/inventory/contracts/{id}",
            place -> Question.get(list + "/" + place.its(CONTRACT))),
        Map.entry(
            "PUT /api/inventory/contracts/{id}",
            place ->
                Question.of("PUT", list + "/" + place.its(CONTRACT), TwoGroups.contract(place))),
        Map.entry(
            "POST /api/inventory/contracts/{id}/corrections",
            place ->
                Question.of(
                    "POST",
                    list + "/" + TwoGroups.anotherContract(place) + "/corrections",
                    "{\"contract\":%s,\"reason\":\"Mal lu\"}"
                        .formatted(TwoGroups.contract(place)))),
        Map.entry(
            "POST /api/inventory/contracts/{id}/entitlements",
            place ->
                Question.of(
                    "POST",
                    list + "/" + place.its(CONTRACT) + "/entitlements",
                    TwoGroups.entitlement(place))),
        Map.entry(
            "POST /api/inventory/contracts/{id}/entitlement-withdrawals",
            place ->
                Question.of(
                    "POST",
                    list + "/" + TwoGroups.anotherContract(place) + "/entitlement-withdrawals",
                    "{\"product\":\"Logiciel %s\",\"reason\":\"Erreur\"}"
                        .formatted(place.marker()))),
        Map.entry(
            "POST /api/inventory/contracts/{id}/renewals",
            place ->
                Question.of(
                    "POST",
                    list + "/" + TwoGroups.anotherContract(place) + "/renewals",
                    "{\"number\":1}")),
        Map.entry(
            "POST /api/inventory/contracts/{id}/termination",
            place ->
                Question.of(
                    "POST",
                    list + "/" + TwoGroups.anotherContract(place) + "/termination",
                    TwoGroups.TERMINATION)),
        Map.entry(
            "POST /api/inventory/contracts/{id}/termination-withdrawal",
            place ->
                Question.of(
                    "POST",
                    list + "/" + TwoGroups.anotherEndedContract(place) + "/termination-withdrawal",
                    "{\"reason\":\"Erreur\"}")));
  }

  private static Map<String, Function<Place, Question>> ofBudgets() {
    var amount = "{\"amount\":2000000.00}";
    return Map.of(
        "GET /api/inventory/budgets",
        place -> Question.of("GET", API + "/budgets?establishment=" + place.finess()),
        "GET /api/inventory/budgets/costs",
        place -> Question.get(API + "/budgets/costs?ght=" + place.ght()),
        "PUT /api/inventory/budgets/establishments/{finess}/{year}/{kind}",
        place -> Question.of("PUT", ownBudget(place, "2030"), amount),
        "DELETE /api/inventory/budgets/establishments/{finess}/{year}/{kind}",
        place -> Question.of("DELETE", ownBudget(place, "2031") + "?reason=clos"),
        "PUT /api/inventory/budgets/ghts/{ght}/{year}/{kind}",
        place -> Question.of("PUT", groupBudget(place) + "/2030/OPERATING", amount),
        "DELETE /api/inventory/budgets/ghts/{ght}/{year}/{kind}",
        place -> Question.of("DELETE", groupBudget(place) + "/2031/OPERATING?reason=clos"),
        "GET /api/inventory/budgets/ghts/{ght}/overrun",
        place -> Question.of("GET", groupBudget(place) + "/overrun"),
        "PUT /api/inventory/budgets/ghts/{ght}/overrun",
        place -> Question.of("PUT", groupBudget(place) + "/overrun", "{\"overrun\":\"FLAG\"}"));
  }

  private static String ownBudget(Place place, String year) {
    return API + "/budgets/establishments/" + place.finess() + "/" + year + "/INVESTMENT";
  }

  private static String groupBudget(Place place) {
    return API + "/budgets/ghts/" + place.ght();
  }

  private static Map<String, Function<Place, Question>> ofProducts() {
    return Map.of(
        "GET /api/inventory/products",
        place -> Question.of("GET", product("", place)),
        "GET /api/inventory/products/{code}",
        place -> Question.of("GET", product("/mozilla.firefox", place)),
        "GET /api/inventory/products/unknown",
        place -> Question.of("GET", product("/unknown", place)),
        "GET /api/inventory/products/publishers",
        place -> Question.of("GET", product("/publishers", place)),
        "GET /api/inventory/products/segments",
        place -> Question.of("GET", product("/segments", place)),
        "GET /api/inventory/products/end-of-support",
        place -> Question.of("GET", product("/end-of-support", place)),
        "GET /api/inventory/products/lifecycle",
        _ -> Question.of("GET", API + "/products/lifecycle"),
        "GET /api/inventory/products/rules",
        place -> Question.of("GET", product("/rules", place)),
        "POST /api/inventory/products/rules/trial",
        place ->
            Question.of("POST", product("/rules/trial", place), "{\"sample\":[{\"name\":\"x\"}]}"));
  }

  private static Map<String, Function<Place, Question>> ofDecisionsOnProducts() {
    return Map.of(
        "PUT /api/inventory/products/{code}",
        place ->
            Question.of(
                "PUT",
                product("/invented.garde", place),
                "{\"name\":\"Garde\",\"publisher\":\"Éditeur inventé\"}"),
        "POST /api/inventory/products/{code}/aliases",
        place ->
            Question.of(
                "POST", product("/invented.nothing/aliases", place), "{\"name\":\"Garde 2000\"}"),
        "DELETE /api/inventory/products/{code}/aliases/{key}",
        place ->
            Question.of("DELETE", product("/invented.nothing/aliases/x", place) + "&reason=Erreur"),
        "POST /api/inventory/products/{code}/merges",
        place ->
            Question.of(
                "POST",
                product("/invented.nothing/merges", place),
                "{\"into\":\"invented.garde\",\"reason\":\"Erreur\"}"),
        "PUT /api/inventory/products/rules",
        place -> Question.of("PUT", product("/rules", place), RULES),
        "POST /api/inventory/products/lifecycle/import",
        place -> Question.of("POST", product("/lifecycle/import", place), LIFECYCLE));
  }

  private static String product(String address, Place place) {
    return API + "/products" + address + "?ght=" + place.ght();
  }

  private static Map<String, Function<Place, Question>> ofSystems() {
    return Map.of(
        "POST /api/inventory/events (a machine)",
        place ->
            event(
                InventedReport.of("pc-e")
                    .hardware(place.marker() + "e")
                    .event("urn:test:matrix", Invented.id(), place.finess(), null)),
        "POST /api/inventory/events (an application)",
        place ->
            event(
                """
                {"specversion":"1.0","type":"fr.ght.intake.application-declared.v1",
                 "source":"urn:test:matrix","id":"%s","establishment":"%s","subject":"%s",
                 "datacontenttype":"application/json",
                 "data":{"function":"imaging","product":"P","state":"IN_PRODUCTION"}}\
                """
                    .formatted(Invented.id(), place.finess(), Invented.id())),
        "POST /api/inventory/events (a bill of materials)",
        place ->
            event(
                """
                {"specversion":"1.0","type":"fr.ght.intake.bom-reported.v1",
                 "source":"urn:test:matrix","id":"%s","establishment":"%s","data":%s}\
                """
                    .formatted(Invented.id(), place.finess(), bom(place))),
        "POST /api/inventory/events (a contract)",
        place ->
            event(
                """
                {"specversion":"1.0","type":"fr.ght.intake.contract-signed.v1",
                 "source":"urn:test:matrix","id":"%s","establishment":"%s","subject":"%s",
                 "data":%s}\
                """
                    .formatted(
                        Invented.id(), place.finess(), Invented.id(), TwoGroups.contract(place))),
        "GET /agents",
        _ -> Question.of("GET", "/agents"),
        "POST /agents",
        _ -> Question.of("POST", "/agents", REPORT_OF_AGENTS.formatted("pc-a")),
        "GET /agents/{finess}{path}",
        place -> Question.of("GET", "/agents/" + place.finess()),
        "POST /agents/{finess}{path}",
        place ->
            Question.of("POST", "/agents/" + place.finess(), REPORT_OF_AGENTS.formatted("pc-a")));
  }

  private static Question event(String event) {
    return new Question(
            "POST",
            API + "/events",
            event,
            List.of("Content-Type", "application/cloudevents+json"),
            (_, _) -> true)
        .doneIf(answer -> answer.text().contains("\"accepted\""));
  }

  private static Map<String, Function<Place, Question>> ofOperations() {
    var all = new LinkedHashMap<String, Function<Place, Question>>();
    Stream.of(
            "GET /ops/relay",
            "GET /ops/relay/parked",
            "POST /ops/relay/replay",
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
          var address =
              words[1].replace("{view}", "inventory-incidents").replace("{version}", "99");
          all.put(name, _ -> Question.of(words[0], address));
        });
    return all;
  }

  private static String ght(Place place) {
    return API + "/ghts/" + place.ght();
  }

  private static String establishment(Place place) {
    return API + "/establishments/" + place.finess();
  }

  private static String application(String id) {
    return API + "/applications/" + id;
  }
}
