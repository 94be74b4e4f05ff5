package fr.ght.view.facts;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.local.testing.AllRights;
import fr.ght.view.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A history of two groups, made of a seed: what each stream tells, in its order. */
final class Histories {
  static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
  static final List<String> GROUPS = List.of(AllRights.group("ght-a"), AllRights.group("ght-b"));
  private static final List<String> KINDS = List.of("WORKSTATION", "SERVER", "NETWORK_DEVICE");
  private static final List<String> ESTABLISHMENTS =
      List.of("990000001", "990000002", "990000003", "990000004");
  private static final int MACHINES = 25;
  private static final int LONGEST = 9;

  private final Random random;
  private final Told told = new Told();
  private final List<List<ReceivedFact<InventoryFact>>> streams = new ArrayList<>();

  private Histories(long seed) {
    random = new Random(seed);
  }

  static List<List<ReceivedFact<InventoryFact>>> of(long seed) {
    var history = new Histories(seed);
    history.groups();
    for (int i = 0; i < MACHINES; i++) {
      history.machine();
    }
    for (int i = 0; i < LONGEST; i++) {
      history.application(i);
      history.incident(i);
      history.contract(i);
      history.skill(i);
    }
    return history.streams;
  }

  /** All facts, each stream in its order and otherwise as dice fall. */
  static List<ReceivedFact<InventoryFact>> shuffled(
      List<List<ReceivedFact<InventoryFact>>> streams, Random dice) {
    var left = new ArrayList<List<ReceivedFact<InventoryFact>>>();
    streams.forEach(stream -> left.add(new ArrayList<>(stream)));
    var all = new ArrayList<ReceivedFact<InventoryFact>>();
    while (!left.isEmpty()) {
      int next = dice.nextInt(left.size());
      all.add(left.get(next).removeFirst());
      if (left.get(next).isEmpty()) {
        left.remove(next);
      }
    }
    return all;
  }

  private void groups() {
    for (int g = 0; g < GROUPS.size(); g++) {
      var ght = GROUPS.get(g);
      var first = ESTABLISHMENTS.get(2 * g);
      var second = ESTABLISHMENTS.get(2 * g + 1);
      var at = START;
      var stream = new ArrayList<ReceivedFact<InventoryFact>>();
      stream.add(told.at(at, Told.created(ght)));
      stream.add(told.at(at, Told.joined(ght, first, "SUPPORT", "2016-07-01")));
      stream.add(told.at(at, Told.support(ght, first, "2016-07-01")));
      at = later(at);
      stream.add(told.at(at, Told.joined(ght, second, "MEMBER", "2017-01-01")));
      stream.add(told.at(at, Told.profile(ght, first, "2017-01-01", 10)));
      at = later(at);
      stream.add(told.at(at, Told.support(ght, second, "2026-03-05")));
      stream.add(
          told.at(at, Told.joined(ght, ESTABLISHMENTS.get(3 - 2 * g), "PARTNER", "2020-01-01")));
      streams.add(stream);
    }
  }

  private void machine() {
    var asset = new UUID(random.nextLong(), random.nextLong()).toString();
    var at = later(START);
    var where = one(ESTABLISHMENTS);
    var stream = new ArrayList<ReceivedFact<InventoryFact>>();
    stream.add(told.at(at, Told.discovered(asset, where, one(KINDS), observed(at))));
    stream.add(
        told.at(
            at, Told.hardware(asset, where, one(KINDS), "PC " + random.nextInt(5), observed(at))));
    int n = random.nextInt(LONGEST);
    for (int i = 0; i < n; i++) {
      at = later(at);
      var fact = change(asset, where, at);
      if (fact instanceof AssetMoved moved) {
        where = moved.to();
      }
      stream.add(told.at(at, fact));
    }
    if (random.nextInt(5) == 0) {
      stream.add(told.at(later(at), new AssetMerged(asset, where, new UUID(0, 1).toString())));
    }
    streams.add(stream);
  }

  private InventoryFact change(String asset, String where, Instant at) {
    return switch (random.nextInt(9)) {
      case 0 -> Told.hardware(asset, where, one(KINDS), "PC " + random.nextInt(5), observed(at));
      case 1 -> Told.system(asset, where, observed(at));
      case 2 -> Told.software(asset, where, random.nextInt(4), observed(at));
      case 3 -> new AssetMoved(asset, where, one(ESTABLISHMENTS), "a mistake");
      case 4 -> new AssetRetired(asset, where, LocalDate.parse("2026-03-10"), "scrapped");
      case 6 -> new AssetSilenceNoted(asset, where, observed(at));
      case 5 -> new AssetReturned(asset, where, observed(at));
      default -> new AssetSeen(asset, where, observed(at));
    };
  }

  private void application(int i) {
    var id = "application-" + i;
    var where = one(ESTABLISHMENTS);
    var at = later(START);
    var stream = new ArrayList<ReceivedFact<InventoryFact>>();
    stream.add(told.at(at, Told.declared(id, where, "billing", "Product " + i % 3, null)));
    stream.add(told.at(at, new ApplicationVersionChanged(id, where, "2")));
    stream.add(told.at(at, new ApplicationInstanceChanged(id, where, "shared")));
    stream.add(told.at(at, new ApplicationHostingChanged(id, where, "ON_PREMISE", null, null)));
    stream.add(told.at(later(at), new ApplicationStateChanged(id, where, "READ_ONLY")));
    if (random.nextBoolean()) {
      stream.add(told.at(later(at).plusSeconds(999_999), new ApplicationDecommissioned(id, where)));
    }
    streams.add(stream);
  }

  private void contract(int i) {
    var id = "contract-" + i;
    var where = one(ESTABLISHMENTS);
    var at = later(START);
    var start = LocalDate.parse("2025-03-01");
    var end = start.plusYears(1);
    var terms =
        Told.terms(one(List.of("RENTAL", "LICENCE_PURCHASE", "HOSTING")), start.toString(), "Objet")
            .until(end.toString())
            .renewing("P1Y", 3, random.nextBoolean())
            .notice("P3M")
            .costing("1000", random.nextBoolean() ? "YEAR" : "CONTRACT")
            .terms();
    var stream = new ArrayList<ReceivedFact<InventoryFact>>();
    stream.add(told.at(at, new ContractDrafted(id, where, terms)));
    stream.add(told.at(at, new ContractSigned(id, where, start, terms)));
    at = later(at);
    stream.add(told.at(at, new NoticeWindowOpened(id, where, end.minusMonths(3), end)));
    at = later(at);
    if (random.nextBoolean()) {
      var next = end.plusYears(1);
      stream.add(
          told.at(at, new ContractRenewed(id, where, 1, end, next, next.minusMonths(3), true)));
      stream.add(told.at(later(at), new ContractCorrected(id, where, start, terms)));
    } else {
      stream.add(told.at(at, new ContractTerminated(id, where, end.minusMonths(4), end)));
      stream.add(told.at(later(at), new ContractExpired(id, where, end)));
    }
    streams.add(stream);
  }

  private void skill(int i) {
    var product = "Product " + i;
    var where = one(ESTABLISHMENTS);
    var at = later(START);
    var stream = new ArrayList<ReceivedFact<InventoryFact>>();
    stream.add(told.at(at, new SkillCoverageRecorded(where, product, "EXPERT", i % 3, null)));
    stream.add(
        told.at(
            at,
            new SkillCoverageRecorded(
                where, product, "AUTONOMOUS", 1, LocalDate.parse("2026-03-12"))));
    at = later(at);
    stream.add(told.at(at, new SkillCoverageRecorded(where, product, "EXPERT", 4, null)));
    if (random.nextBoolean()) {
      stream.add(told.at(later(at), new SkillCoverageWithdrawn(where, product, "AUTONOMOUS")));
    }
    streams.add(stream);
  }

  private void incident(int i) {
    var id = "incident-" + i;
    var where = one(ESTABLISHMENTS);
    var at = later(START);
    var stream = new ArrayList<ReceivedFact<InventoryFact>>();
    stream.add(
        told.at(at, new IntakeIncidentRaised(id, where, "AMBIGUOUS_MACHINE", "pc", "two", at)));
    if (random.nextBoolean()) {
      stream.add(told.at(later(at), new IntakeIncidentResolved(id, where, "done")));
    }
    streams.add(stream);
  }

  /** Often the same instant, sometimes days later: instants of streams meet and interleave. */
  private Instant later(Instant at) {
    return switch (random.nextInt(4)) {
      case 0 -> at;
      case 1 -> at.plus(Duration.ofHours(1));
      case 2 -> at.plus(Duration.ofDays(1));
      default -> at.plus(Duration.ofDays(random.nextInt(10)));
    };
  }

  /** Mostly just now, sometimes days ago: reports may arrive late. */
  private Instant observed(Instant at) {
    return random.nextInt(3) == 0 ? at.minus(Duration.ofDays(random.nextInt(12))) : at;
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
