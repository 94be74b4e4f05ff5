package fr.ght.view.access;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.EstablishmentJoinedGht;
import fr.ght.contracts.InventoryFact.GhtCreated;
import fr.ght.contracts.InventoryFact.SkillCoverageRecorded;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.local.testing.rights.Place;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A group of two establishments and one of another, as the facts tell of them. */
record TwoGroups(Place support, Place member, Place stranger) {
  static final String APPLICATION = "application";
  static final String ASSET = "asset";
  static final String CONTRACT = "contract";

  static TwoGroups told(Feed feed) {
    var one = Invented.ght();
    var other = Invented.ght();
    var groups = new TwoGroups(place(one, true), place(one, true), place(other, true));
    var told = new Told();
    var at = Instant.now().minusSeconds(3_600);
    var facts = new ArrayList<ReceivedFact<InventoryFact>>();
    facts.add(told.at(at, new GhtCreated(one, groups.support().groupMarker())));
    facts.add(told.at(at, new GhtCreated(other, groups.stranger().groupMarker())));
    facts.addAll(of(told, at, groups.support(), "SUPPORT"));
    facts.addAll(of(told, at, groups.member(), "MEMBER"));
    facts.addAll(of(told, at, groups.stranger(), "SUPPORT"));
    feed.give(facts);
    return groups;
  }

  private static List<ReceivedFact<InventoryFact>> of(
      Told told, Instant at, Place place, String role) {
    var finess = place.finess();
    var asset = place.its(ASSET);
    return List.of(
        told.at(
            at,
            new EstablishmentJoinedGht(
                place.ght(), finess, "CH " + place.marker(), role, LocalDate.of(2016, 7, 1))),
        told.at(at, Told.profile(place.ght(), finess, "2020-01-01", 7)),
        told.at(at, Told.discovered(asset, finess, "WORKSTATION", at)),
        told.at(at, Told.hardware(asset, finess, "WORKSTATION", place.marker(), at)),
        told.at(at, Told.declared(place.its(APPLICATION), finess, "imaging", place.marker(), "1")),
        told.at(at, new SkillCoverageRecorded(finess, place.marker(), "EXPERT", 1, null)),
        told.at(
            at,
            Told.signed(
                place.its(CONTRACT),
                finess,
                Told.terms("RENTAL", "2026-01-01", place.marker()).until("2030-01-01"))));
  }

  /** Names that nothing has. */
  static Place nowhere() {
    return place(Invented.ght(), false);
  }

  private static Place place(String ght, boolean isThere) {
    return new Place(
        ght,
        Invented.finess(),
        "M" + Invented.id(),
        "Groupe " + ght.substring(ght.length() - 12),
        Map.of(APPLICATION, Invented.id(), ASSET, Invented.id(), CONTRACT, Invented.id()),
        isThere);
  }
}
