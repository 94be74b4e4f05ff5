package fr.ght.view.people;

import static fr.ght.view.Feed.got;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import fr.ght.access.identity.Identities;
import fr.ght.access.identity.Person;
import fr.ght.eventsourcing.Actor;
import fr.ght.http.Problem;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import fr.ght.view.facts.Digests;
import fr.ght.view.facts.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is forgotten, and nothing of what he did is. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class ErasureTest {
  private static final String NAME = "Jeanne Essai";
  private static final String ISSUER = "https://issuer.example";

  @Inject Feed feed;
  @Inject Digests digests;
  @Inject Identities identities;

  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final Person person = new Person(ISSUER, Invented.id(), NAME);
  private UUID pseudonym;

  @BeforeEach
  void somebody_who_did_something() {
    pseudonym = got(identities.pseudonym(person));
    var actor = new Actor(pseudonym.toString(), "dsi");
    var at = Instant.parse("2026-03-02T09:00:00Z");
    feed.give(
        told.by(actor, UUID.randomUUID(), null, null, at, Told.created(ght)),
        told.by(
            actor,
            UUID.randomUUID(),
            null,
            null,
            at,
            Told.joined(ght, Invented.finess(), "MEMBER", "2016-07-01")));
  }

  @Test
  void views_digests_and_audit_are_the_same_before_and_after() {
    var before = digests();
    var told = audit();
    assertThat(journal()).contains(NAME);

    as("ops").delete("/ops/identities/" + pseudonym).then().statusCode(204);

    assertThat(journal()).doesNotContain(NAME).contains("Personne effacée");
    assertThat(audit()).isEqualTo(told).contains(pseudonym.toString(), "\"total\":2");
    assertThat(digests()).isEqualTo(before);
  }

  @Test
  void the_same_person_is_somebody_else_later() {
    as("ops").delete("/ops/identities/" + pseudonym).then().statusCode(204);

    assertThat(got(identities.pseudonym(person))).isNotEqualTo(pseudonym);
    as("ops").delete("/ops/identities/" + pseudonym).then().statusCode(404);
    assertThat(journal()).doesNotContain(NAME).contains("Personne effacée");
  }

  @Test
  void a_person_is_found_as_the_issuer_knows_him() {
    var body = Map.of("issuer", ISSUER, "subject", person.subject());
    erasures(body).then().statusCode(200).body("pseudonym", equalTo(pseudonym.toString()));
    assertThat(journal()).doesNotContain(NAME);
    erasures(body).then().statusCode(404);
  }

  @Test
  void who_is_to_be_forgotten_must_be_said_whole() {
    erasures(Map.of("issuer", ISSUER))
        .then()
        .statusCode(422)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo("subject"));
    erasures(Map.of("issuer", " ", "subject", "x"))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("issuer"));
    as("ops").delete("/ops/identities/nobody").then().statusCode(404);
    as("ops").delete("/ops/identities/" + UUID.randomUUID()).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsi", "rssi", "system", "buyer", "requester", ""})
  void it_is_for_operations_only(String role) {
    as(role).delete("/ops/identities/" + pseudonym).then().statusCode(403);
    as(role)
        .contentType("application/json")
        .body(Map.of("issuer", ISSUER, "subject", person.subject()))
        .post("/ops/identities/erasures")
        .then()
        .statusCode(403);
    assertThat(journal()).contains(NAME);
  }

  private io.restassured.response.Response erasures(Map<String, String> body) {
    return as("ops").contentType("application/json").body(body).post("/ops/identities/erasures");
  }

  private Map<String, String> digests() {
    var all = new TreeMap<String, String>();
    digests.views().forEach(view -> all.put(view, got(digests.of(view, Recorded.ALL))));
    return all;
  }

  private String audit() {
    return given()
        .get("/api/view/ghts/" + ght + "/audit")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .replaceAll("\"completeUpTo\":(null|\"[^\"]*\")", "");
  }

  private String journal() {
    return given().get("/ghts/" + ght + "/journal").then().statusCode(200).extract().asString();
  }

  private static RequestSpecification as(String role) {
    return given()
        .header("Authorization", "Bearer " + AllRights.token("eraser-" + role, role, "", ""));
  }
}
