package fr.ght.view.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.local.testing.intruders.Intruders;
import fr.ght.local.testing.intruders.Intruders.Attempt;
import fr.ght.local.testing.intruders.Intruders.Door;
import fr.ght.local.testing.rights.Place;
import fr.ght.view.Feed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who tries to get in hears no fault of ours and reads nothing. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class IntrudersTest {
  @Inject Feed feed;

  @Test
  void what_stays_shut_opens_with_a_good_token() {
    var place = TwoGroups.told(feed).member();
    var intruders = intruders(place);

    assertThat(intruders.opened("/ghts/" + place.ght()).text()).contains(place.marker());
    assertThat(intruders.opened("/api/view/ghts/" + place.ght() + "/audit").text())
        .contains(place.finess());
  }

  @TestFactory
  Stream<DynamicTest> forged_tokens_open_nothing() {
    return tests(intruders(TwoGroups.told(feed).member()).withForgedTokens());
  }

  @TestFactory
  Stream<DynamicTest> forged_tokens_are_no_fault_at_the_sign_in() {
    return tests(intruders(TwoGroups.told(feed).member()).withForgedTokensAt("/connexion"));
  }

  @TestFactory
  Stream<DynamicTest> random_tokens_open_nothing() {
    return tests(intruders(TwoGroups.told(feed).member()).withRandomTokens());
  }

  @TestFactory
  Stream<DynamicTest> no_way_of_writing_an_address_leads_past_the_gate() {
    return tests(intruders(TwoGroups.told(feed).member()).byCrookedAddresses());
  }

  @TestFactory
  Stream<DynamicTest> no_header_makes_anybody_another() {
    return tests(intruders(TwoGroups.told(feed).member()).inDisguise());
  }

  @TestFactory
  Stream<DynamicTest> whatever_is_sent_is_answered_in_good_order() {
    return tests(intruders(TwoGroups.told(feed).member()).atRandom());
  }

  private static Stream<DynamicTest> tests(Stream<Attempt> attempts) {
    return attempts.map(one -> dynamicTest(one.name(), one.attempt()::run));
  }

  private static Intruders intruders(Place place) {
    var api = "/api/view/ghts/" + place.ght();
    return new Intruders(
        RestAssured.port,
        place.finess(),
        place.ght(),
        List.of(
            new Door("GET", api, ""),
            new Door("GET", api + "/audit", ""),
            new Door("GET", api + "/contracts", ""),
            new Door("GET", "/ghts/" + place.ght(), ""),
            new Door("GET", "/ghts/" + place.ght() + "/journal", ""),
            new Door("GET", "/ops/views", ""),
            new Door("POST", "/ops/identities/erasures", "{\"issuer\":\"i\",\"subject\":\"s\"}")),
        List.of(place.marker(), place.groupMarker(), "parkedStreams"),
        AllRights.token("stranger", "dsi", "", "ght-of-nobody"));
  }
}
