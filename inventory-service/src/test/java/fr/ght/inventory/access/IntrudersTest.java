package fr.ght.inventory.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fr.ght.inventory.intake.agents.InventedReport;
import fr.ght.inventory.intake.agents.Log;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.local.testing.intruders.Intruders;
import fr.ght.local.testing.intruders.Intruders.Attempt;
import fr.ght.local.testing.intruders.Intruders.Door;
import fr.ght.local.testing.rights.Place;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who tries to get in hears no fault of ours, reads nothing and leaves nothing. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class IntrudersTest {

  @Test
  void what_stays_shut_opens_with_a_good_token() {
    var place = TwoGroups.made().member;
    var intruders = intruders(place);

    assertThat(intruders.opened("/api/inventory/applications").text()).contains(place.marker());
    assertThat(
            intruders
                .opened("/api/inventory/applications/" + place.its(TwoGroups.APPLICATION))
                .text())
        .contains(place.marker());
  }

  @TestFactory
  Stream<DynamicTest> forged_tokens_open_nothing() {
    return harmless(intruders(TwoGroups.made().member).withForgedTokens());
  }

  @TestFactory
  Stream<DynamicTest> random_tokens_open_nothing() {
    return harmless(intruders(TwoGroups.made().member).withRandomTokens());
  }

  @TestFactory
  Stream<DynamicTest> no_way_of_writing_an_address_leads_past_the_gates() {
    return harmless(intruders(TwoGroups.made().member).byCrookedAddresses());
  }

  @TestFactory
  Stream<DynamicTest> no_header_makes_anybody_another() {
    return harmless(intruders(TwoGroups.made().member).inDisguise());
  }

  @TestFactory
  Stream<DynamicTest> whatever_is_sent_is_answered_in_good_order() {
    return harmless(intruders(TwoGroups.made().member).atRandom());
  }

  /** None of it leaves an event. */
  private static Stream<DynamicTest> harmless(Stream<Attempt> attempts) {
    long before = Log.size();
    return Stream.concat(
        attempts.map(one -> dynamicTest(one.name(), one.attempt()::run)),
        Stream.of(
            dynamicTest("nothing is stored", () -> assertThat(Log.size()).isEqualTo(before))));
  }

  private static Intruders intruders(Place place) {
    var api = "/api/inventory";
    var report = InventedReport.of("pc-i").hardware(place.marker() + "i").json();
    return new Intruders(
        RestAssured.port,
        place.finess(),
        place.ght(),
        List.of(
            new Door("GET", api + "/applications", ""),
            new Door("GET", api + "/applications/" + place.its(TwoGroups.APPLICATION), ""),
            new Door("GET", api + "/ghts/" + place.ght(), ""),
            new Door(
                "POST",
                api + "/assets/" + place.its(TwoGroups.ASSET) + "/retirement",
                "{\"on\":\"2026-11-21\",\"reason\":\"Remplacement\"}"),
            new Door("GET", "/ops/views", ""),
            new Door("GET", "/agents/" + place.finess(), ""),
            new Door("POST", "/agents/" + place.finess(), report)),
        List.of(place.marker(), place.groupMarker(), "standsBy", "\n{}"),
        AllRights.token("stranger", "dsi system", "", "ght-of-nobody"));
  }
}
