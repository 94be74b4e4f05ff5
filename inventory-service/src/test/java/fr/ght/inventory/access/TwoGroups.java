package fr.ght.inventory.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.incident.Incident;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.Agent;
import fr.ght.inventory.intake.agents.InventedReport;
import fr.ght.inventory.intake.agents.Log;
import fr.ght.local.testing.rights.Place;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A group of two establishments and one of another, all with something of each kind. */
final class TwoGroups {
  static final String APPLICATION = "application";
  static final String ASSET = "asset";
  static final String INCIDENT = "incident";
  static final String CREDENTIAL = "credential";
  static final String CONTRACT = "contract";

  final Place support;
  final Place member;
  final Place stranger;

  private TwoGroups(Place support, Place member, Place stranger) {
    this.support = support;
    this.member = member;
    this.stranger = stranger;
  }

  static TwoGroups made() {
    var one = Invented.ght();
    var other = Invented.ght();
    var all =
        new TwoGroups(
            named(one, "Groupe un " + one, true),
            named(one, "Groupe un " + one, true),
            named(other, "Groupe deux " + other, true));
    group(all.support);
    enter(all.member, "MEMBER");
    group(all.stranger);
    var filled = new TwoGroups(filled(all.support), filled(all.member), filled(all.stranger));
    filled.waitForLists();
    return filled;
  }

  /** Names that nothing has. */
  static Place nowhere() {
    var place = named(Invented.ght(), "Groupe zéro", false);
    return with(place, UUID.randomUUID().toString(), UUID.randomUUID().toString());
  }

  private static Place named(String ght, String groupName, boolean isThere) {
    return new Place(ght, Invented.finess(), "M" + Invented.id(), groupName, Map.of(), isThere);
  }

  private static void group(Place place) {
    Api.put("/api/inventory/ghts/" + place.ght(), definition(place)).statusCode(201);
    enter(place, "SUPPORT");
  }

  private static String definition(Place place) {
    return "{\"name\":\"%s\",\"support\":\"%s\"}".formatted(place.groupMarker(), place.finess());
  }

  static String entry(Place place, String role) {
    return "{\"name\":\"CH %s\",\"role\":\"%s\",\"from\":\"2016-07-01\"}"
        .formatted(place.marker(), role);
  }

  private static void enter(Place place, String role) {
    Api.put("/api/inventory/ghts/" + place.ght() + "/members/" + place.finess(), entry(place, role))
        .statusCode(200);
  }

  private static Place filled(Place place) {
    var finess = place.finess();
    Api.put("/api/inventory/establishments/" + finess + "/profile", PROFILE).statusCode(200);
    send(finess, InventedReport.of(place.marker()).hardware(place.marker()));
    send(finess, InventedReport.of(device(place)).hardware(device(place)).changesOnly());
    var filled =
        with(place, Log.assetsOf(finess).getFirst(), Api.credential(finess).getString("id"));
    Api.put("/api/inventory/applications/" + filled.its(APPLICATION), application(place))
        .statusCode(201);
    sign(filled, filled.its(CONTRACT));
    return filled;
  }

  static final String PROFILE = "{\"from\":\"2020-01-01\",\"beds\":10}";

  private static Place with(Place place, String asset, String credential) {
    var incident =
        Incident.key(
            new Finess(place.finess()), IncidentKind.PARTIAL_WITHOUT_BASELINE, device(place));
    return new Place(
        place.ght(),
        place.finess(),
        place.marker(),
        place.groupMarker(),
        Map.of(
            APPLICATION, Invented.id(),
            CONTRACT, Invented.id(),
            ASSET, asset,
            INCIDENT, incident,
            CREDENTIAL, credential),
        place.isThere());
  }

  /** One of which there is only what changed. */
  private static String device(Place place) {
    return place.marker() + "-p";
  }

  private static void send(String finess, InventedReport report) {
    assertThat(Agent.glpi(finess).send(report.bytes(), "application/json").status()).isEqualTo(200);
  }

  static String application(Place place) {
    return """
    {"establishment":"%s","function":"imaging","product":"%s","version":"1","state":"IN_PRODUCTION",
     "interfaces":[{"system":"DMP","standard":"FHIR","direction":"SENDS"}]}\
    """
        .formatted(place.finess(), place.marker());
  }

  /** Another application of the place, if there is such a place. */
  static String anotherApplication(Place place) {
    var id = Invented.id();
    if (place.isThere()) {
      Api.put("/api/inventory/applications/" + id, application(place)).statusCode(201);
    }
    return id;
  }

  /** In force for years, with notice to be given on 2027-08-01. */
  static String contract(Place place) {
    return """
    {"establishment":"%s","kind":"RENTAL","supplier":"Éditeur","subject":"Logiciel %s",
     "signedOn":"2024-01-15","start":"2024-02-01","initialTerm":"P4Y",
     "renewal":{"term":"P1Y","most":2,"tacit":false},"notice":"P6M","amount":34000,
     "amountPer":"YEAR"}\
    """
        .formatted(place.finess(), place.marker());
  }

  static String entitlement(Place place) {
    return "{\"product\":\"Logiciel %s\",\"metric\":\"MACHINE\",\"quantity\":3}"
        .formatted(place.marker());
  }

  static final String TERMINATION =
      "{\"noticeOn\":\"2027-06-30\",\"endsOn\":\"2028-02-01\",\"reason\":\"Remplacé\"}";

  private static void sign(Place place, String id) {
    var address = "/api/inventory/contracts/" + id;
    Api.put(address, contract(place)).statusCode(201);
    Api.post(address + "/entitlements", entitlement(place)).statusCode(200);
  }

  /** Another contract of the place, if there is such a place. */
  static String anotherContract(Place place) {
    var id = Invented.id();
    if (place.isThere()) {
      sign(place, id);
    }
    return id;
  }

  /** One that has been ended already. */
  static String anotherEndedContract(Place place) {
    var id = anotherContract(place);
    if (place.isThere()) {
      Api.post("/api/inventory/contracts/" + id + "/termination", TERMINATION).statusCode(200);
    }
    return id;
  }

  /** Another credential of the place, if there is such a place. */
  static String anotherCredential(Place place) {
    return place.isThere()
        ? Api.credential(place.finess()).getString("id")
        : UUID.randomUUID().toString();
  }

  /** Another member of its group, if there is such a group. */
  static String anotherMember(Place place) {
    var finess = Invented.finess();
    if (place.isThere()) {
      Api.member(place.ght(), finess, "MEMBER", "2016-07-01").statusCode(200);
    }
    return finess;
  }

  private void waitForLists() {
    Stream.of(support, member, stranger)
        .forEach(place ->
            Api.eventually(() -> {
              for (var list :
                  new String[] {
                    "applications", "assets", "incidents", "memberships", "contracts"
                  }) {
                assertThat(
                        Api.get(
                                "/api/inventory/%s?establishment=%s"
                                    .formatted(list, place.finess()))
                            .extract()
                            .asString())
                    .contains(place.marker());
              }
            }));
  }
}
