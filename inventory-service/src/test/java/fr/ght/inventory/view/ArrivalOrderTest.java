package fr.ght.inventory.view;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.testing.InMemoryEventStore;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationEvent.*;
import fr.ght.inventory.domain.application.ApplicationState;
import fr.ght.inventory.domain.application.Hosting;
import fr.ght.inventory.domain.application.Needs;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.budget.BudgetEnvelopes.Overrun;
import fr.ght.inventory.domain.budget.BudgetEvent;
import fr.ght.inventory.domain.budget.BudgetEvent.*;
import fr.ght.inventory.domain.budget.BudgetOwner;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.Profile;
import fr.ght.inventory.domain.ght.Role;
import fr.ght.inventory.domain.incident.IncidentEvent;
import fr.ght.inventory.domain.incident.IncidentEvent.*;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.domain.skill.SkillEvent;
import fr.ght.inventory.domain.skill.SkillEvent.*;
import fr.ght.inventory.domain.skill.SkillLevel;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.applications.ApplicationsView;
import fr.ght.inventory.view.assets.AssetsView;
import fr.ght.inventory.view.budgets.BudgetsView;
import fr.ght.inventory.view.contracts.ContractsView;
import fr.ght.inventory.view.incidents.IncidentsView;
import fr.ght.inventory.view.memberships.MembershipsView;
import fr.ght.inventory.view.skills.SkillsView;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Only the order within a stream means anything: however streams interleave, and however the log is
 * cut into batches, the same rows with the same history come out.
 */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ArrivalOrderTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int ORDERS = 4;
  private static final List<String> SOFTWARE =
      IntStream.range(0, 12).mapToObj(i -> "Software " + i).toList();

  private final Pool pool;

  @Inject
  ArrivalOrderTest(Pool pool) {
    this.pool = pool;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void machines_come_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var log = new Logbook(store);
    var ids = IntStream.range(0, 12).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    ids.forEach(id -> log.asset(id, history(random).toArray(AssetEvent[]::new)));
    holds(
        new AssetsView(),
        store,
        random,
        ids,
        "select to_json(t)::text as row from asset_row t where asset = any ($1)",
        "select to_json(t)::text as row from asset_software_row t where asset = any ($1)",
        "select to_json(t)::text as row from asset_seen t where asset = any ($1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void incidents_come_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var here = new Finess(Invented.finess());
    var ids = IntStream.range(0, 8).mapToObj(i -> here + "/ambiguous-machine/" + i).toList();
    for (var id : ids) {
      var events = new ArrayList<IncidentEvent>();
      for (int i = 0; i <= random.nextInt(5); i++) {
        events.add(
            i % 2 == 0
                ? new IncidentRaised(
                    here, IncidentKind.AMBIGUOUS_MACHINE, "pc", "why " + i, Logbook.NOON)
                : new IncidentResolved(here, "reason " + i));
      }
      new Logbook(store)
          .append(new StreamId("incident", id), InventoryEventTypes.INCIDENTS, events);
    }
    holds(
        new IncidentsView(),
        store,
        random,
        ids,
        "select to_json(t)::text as row from incident_row t where incident = any ($1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void contracts_come_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var ids = IntStream.range(0, 8).mapToObj(_ -> "contract-" + Invented.id()).toList();
    for (var id : ids) {
      new Logbook(store)
          .append(
              new StreamId("contract", id), InventoryEventTypes.CONTRACTS, Contracts.life(random));
    }
    holds(
        new ContractsView(),
        store,
        random,
        ids,
        "select to_json(t)::text as row from contract_row t where contract = any ($1)",
        "select to_json(t)::text as row from entitlement_row t where contract = any ($1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void memberships_come_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var ids = IntStream.range(0, 4).mapToObj(_ -> Invented.ght()).toList();
    for (var id : ids) {
      for (var event : group(random)) {
        new Logbook(store).append(new StreamId("ght", id), InventoryEventTypes.GHTS, event);
      }
    }
    holds(
        new MembershipsView(store),
        store,
        random,
        ids,
        "select to_json(t)::text as row from membership_row t where ght = any ($1)",
        "select to_json(t)::text as row from ght_row t where ght = any ($1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void applications_come_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var ids = IntStream.range(0, 8).mapToObj(_ -> Invented.id()).toList();
    for (var id : ids) {
      new Logbook(store)
          .append(new StreamId("application", id), InventoryEventTypes.APPLICATIONS, life(random));
    }
    holds(
        new ApplicationsView(),
        store,
        random,
        ids,
        "select to_json(t)::text as row from application_row t where application = any ($1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void skills_come_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var ids = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      var here = new Finess(Invented.finess());
      var product = "Product " + i;
      var events = new ArrayList<SkillEvent>();
      for (int j = 0; j <= random.nextInt(8); j++) {
        var level = SkillLevel.values()[random.nextInt(3)];
        ids.add(here + "/product " + i + "/" + level);
        events.add(
            j == 0 || random.nextInt(3) > 0
                ? new SkillCoverageRecorded(here, product, level, random.nextInt(4), null)
                : new SkillCoverageWithdrawn(here, product, level));
      }
      new Logbook(store)
          .append(
              new StreamId("skill", here + "/product " + i), InventoryEventTypes.SKILLS, events);
    }
    holds(
        new SkillsView(),
        store,
        random,
        ids,
        "select to_json(t)::text as row from skill_row t where coverage = any ($1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void budgets_come_out_the_same(long seed) {
    var random = new Random(seed);
    var store = new InMemoryEventStore();
    var ids = IntStream.range(0, 8).mapToObj(_ -> "ght/" + Invented.ght()).toList();
    for (var id : ids) {
      var owner = BudgetOwner.ofGroup(id.substring(4));
      var events = new ArrayList<BudgetEvent>();
      for (int i = 0; i <= random.nextInt(12); i++) {
        var kind = Budget.values()[random.nextInt(2)];
        int year = 2026 + random.nextInt(2);
        events.add(
            switch (i == 0 ? 0 : random.nextInt(4)) {
              case 1 -> new BudgetEnvelopeWithdrawn(owner, year, kind, "clos");
              case 2 -> new BudgetOverrunChosen(owner, Overrun.REFUSE);
              default -> new BudgetEnvelopeSet(owner, year, kind, BigDecimal.valueOf(i, 2));
            });
      }
      new Logbook(store).append(new StreamId("budget", id), InventoryEventTypes.BUDGETS, events);
    }
    holds(
        new BudgetsView(),
        store,
        random,
        ids,
        "select to_json(t)::text as row from budget_envelope_row t where owner = any ($1)");
  }

  /** A life of one application that could have been. */
  private static List<ApplicationEvent> life(Random random) {
    var here = new Finess(Invented.finess());
    var day = LocalDate.parse("2026-01-01");
    var events = new ArrayList<ApplicationEvent>();
    events.add(
        new ApplicationDeclared(
            here, "laboratory", "Hexalis", null, ApplicationState.IN_PRODUCTION, null));
    for (int i = 0; i < random.nextInt(12); i++) {
      events.add(
          switch (random.nextInt(7)) {
            case 0 -> new ApplicationVersionChanged(here, "v" + i);
            case 1 -> new ApplicationUsersChanged(here, random.nextBoolean() ? i : null);
            case 2 -> new ApplicationInstanceChanged(here, "i" + i);
            case 3 ->
                new ApplicationNeedsChanged(
                    here, new Needs(1 + i % 4, null, 2, null, Duration.ofHours(i), null));
            case 4 ->
                new ApplicationHostingChanged(
                    here,
                    random.nextBoolean()
                        ? new Hosting.OnPremise()
                        : new Hosting.AtCertifiedHost(
                            "h" + i, new Hosting.Certificate("c", day, day.plusDays(i))));
            case 5 -> new ApplicationInterfacesChanged(here, List.of());
            default -> new ApplicationStateChanged(here, ApplicationState.READ_ONLY, null);
          });
    }
    return events;
  }

  /** A life of one machine that could have been: found, changed, moved, retired, back, merged. */
  private static List<AssetEvent> history(Random random) {
    var here = new Finess(Invented.finess());
    var events = new ArrayList<AssetEvent>();
    events.add(
        new AssetDiscovered(here, AssetKind.WORKSTATION, "pc-" + random.nextInt(9), Logbook.NOON));
    var installed = new TreeSet<String>();
    for (int i = 0; i < 3 + random.nextInt(12); i++) {
      events.add(
          switch (random.nextInt(7)) {
            case 6 -> new AssetSilenceNoted(here, Logbook.NOON);
            case 0 -> Logbook.hardware(here, AssetKind.SERVER, "pc-" + random.nextInt(9), "s" + i);
            case 1 -> change(random, here, installed);
            case 2 -> new AssetSeen(here, Logbook.NOON.plusSeconds(random.nextInt(9000)));
            case 3 -> new AssetMoved(here, here, "to the same place");
            case 4 -> new AssetRetired(here, LocalDate.parse("2026-11-23"), "scrapped");
            default -> new AssetReturned(here, Logbook.NOON.plusSeconds(random.nextInt(9000)));
          });
    }
    if (random.nextInt(4) == 0) {
      events.add(new AssetMerged(here, new AssetId(UUID.randomUUID())));
    }
    return events;
  }

  private static AssetEvent change(Random random, Finess here, TreeSet<String> installed) {
    var added = new ArrayList<String>();
    var removed = new ArrayList<String>();
    for (var software : SOFTWARE) {
      if (random.nextBoolean()) {
        if (installed.add(software)) {
          added.add(software);
        } else {
          installed.remove(software);
          removed.add(software);
        }
      }
    }
    return Logbook.installed(here, added, removed, installed.size());
  }

  private static List<GhtEvent> group(Random random) {
    var decider = new GhtDecider();
    var establishments =
        IntStream.range(0, 3).mapToObj(_ -> new Finess(Invented.finess())).toList();
    var events = new ArrayList<GhtEvent>(List.of(new GhtEvent.GhtCreated("Group")));
    var state = decider.fold(decider.initial(), events);
    for (int i = 0; i < 20; i++) {
      var who = establishments.get(random.nextInt(3));
      var day = LocalDate.parse("2016-01-01").plusMonths(random.nextInt(24));
      var command =
          switch (random.nextInt(5)) {
            case 0 -> new GhtCommand.Leave(who, day, List.of());
            case 1 -> new GhtCommand.RecordProfile(who, new Profile(day, i, null, null, null));
            case 2 -> new GhtCommand.Define("Group " + i, null);
            default ->
                new GhtCommand.Join(who, "CH", Role.values()[random.nextInt(3)], day, List.of());
          };
      if (decider.decide(state, command) instanceof Decision.Accepted<GhtEvent>(var accepted)) {
        events.addAll(accepted);
        state = decider.fold(state, accepted);
      }
    }
    return events;
  }

  private void holds(
      View view, EventStore store, Random random, List<String> ids, String... questions) {
    var log = store.readLog(0, 10_000, view.kinds()).await().atMost(LONGEST).events();
    apply(view, log, log.size());
    var expected = rows(ids, questions);
    assertThat(expected).isNotEmpty();
    for (int order = 0; order < ORDERS; order++) {
      forget(ids, questions);
      apply(view, interleaved(log, random), 1 + random.nextInt(40));
      assertThat(rows(ids, questions)).isEqualTo(expected);
    }
    forget(ids, questions);
  }

  private static List<StoredEvent> interleaved(List<StoredEvent> log, Random random) {
    var streams = new LinkedHashMap<StreamId, Deque<StoredEvent>>();
    log.forEach(line -> streams.computeIfAbsent(line.stream(), _ -> new ArrayDeque<>()).add(line));
    var waiting = new ArrayList<>(streams.values());
    var order = new ArrayList<StoredEvent>();
    while (!waiting.isEmpty()) {
      var stream = waiting.get(random.nextInt(waiting.size()));
      order.add(stream.removeFirst());
      if (stream.isEmpty()) {
        waiting.remove(stream);
      }
    }
    return order;
  }

  private void apply(View view, List<StoredEvent> log, int batch) {
    for (int from = 0; from < log.size(); from += batch) {
      var events = log.subList(from, Math.min(log.size(), from + batch));
      pool.withTransaction(tx -> view.apply(tx, events)).await().atMost(LONGEST);
    }
  }

  private List<String> rows(List<String> ids, String... questions) {
    var all = new ArrayList<String>();
    for (var question : questions) {
      pool.preparedQuery(question)
          .execute(Tuple.of(ids.toArray(String[]::new)))
          .await()
          .atMost(LONGEST)
          .forEach(row -> all.add(row.getString("row")));
    }
    return all.stream().sorted().toList();
  }

  private void forget(List<String> ids, String... questions) {
    for (var question : questions) {
      pool.preparedQuery(question.replace("select to_json(t)::text as row from", "delete from"))
          .execute(Tuple.of(ids.toArray(String[]::new)))
          .await()
          .atMost(LONGEST);
    }
  }
}
