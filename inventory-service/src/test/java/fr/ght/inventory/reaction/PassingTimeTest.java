package fr.ght.inventory.reaction;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.AssetDiscovered;
import fr.ght.inventory.domain.asset.AssetEvent.AssetSeen;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four years from 1 February 2024, with six months' notice: what comes, comes once. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class PassingTimeTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String NOTICE = "2027-08-01";
  private static final String END = "2028-02-01";

  private final String id = "contract-" + Invented.id();
  private final StreamId contract = new StreamId("contract", id);
  private final Pool pool;
  private final EventStore store;
  private String establishment = "";

  @Inject
  PassingTimeTest(Pool pool, EventStore store) {
    this.pool = pool;
    this.store = store;
  }

  @BeforeEach
  void inAGroup() {
    establishment = Api.establishment();
  }

  @Test
  void a_notice_window_opens_on_its_day_and_once() {
    sign(false);
    var clock = PausedClock.at("2027-07-31");
    var replica = contracts(store, clock);
    meet(replica);
    assertThat(types()).containsExactly("contract-signed");
    clock.putTo(NOTICE);
    meet(replica);
    meet(replica);
    clock.putTo("2027-08-02");
    shown("NOTICE_WINDOW");
    meet(replica);
    assertThat(types()).containsExactly("contract-signed", "notice-window-opened");
    var opened = events(contract).getLast();
    assertThat(opened.occurredAt())
        .isEqualTo(LocalDate.parse(NOTICE).atStartOfDay(AsOf.PARIS).toInstant());
    assertThat(opened.metadata().actor()).isEqualTo(new Actor("inventory-service", "system"));
  }

  @Test
  void of_two_replicas_one_tells_it() {
    sign(false);
    var clock = PausedClock.at(NOTICE);
    var replicas = List.of(contracts(store, clock), contracts(store, clock));
    var told = IntStream.range(0, 10).mapToObj(i -> replicas.get(i % 2).meetAll()).toList();
    Uni.join().all(told).andFailFast().await().atMost(LONGEST);
    assertThat(types()).containsExactly("contract-signed", "notice-window-opened");
  }

  /** Also where the lease does not keep them apart, as after a pause: the command's id does. */
  @Test
  void two_that_both_believe_to_lead_tell_it_once() {
    sign(false);
    var clock = PausedClock.at(NOTICE);
    var found = new ContractDays(pool, store, clock);
    var mine =
        found.after(null, 10_000).await().atMost(LONGEST).stream()
            .filter(due -> due.stream().equals(contract))
            .toList();
    assertThat(mine).hasSize(1);
    var other = new ContractDays(pool, store, clock);
    Uni.join()
        .all(found.meet(mine.getFirst()), other.meet(mine.getFirst()))
        .andFailFast()
        .await()
        .atMost(LONGEST);
    assertThat(types()).containsExactly("contract-signed", "notice-window-opened");
  }

  @Test
  void what_came_during_a_downtime_is_made_up_for_in_its_order() {
    sign(false);
    var replica = contracts(store, PausedClock.at("2031-01-01"));
    meet(replica);
    shown("EXPIRED");
    meet(replica);
    assertThat(types())
        .containsExactly("contract-signed", "notice-window-opened", "contract-expired");
  }

  @Test
  void a_tacit_contract_goes_on_through_a_downtime_as_often_as_was_agreed() {
    sign(true);
    var replica = contracts(store, PausedClock.at("2035-01-01"));
    eventually(() -> {
      meet(replica);
      assertThat(types()).endsWith("contract-expired");
    });
    assertThat(types())
        .containsExactly(
            "contract-signed",
            "notice-window-opened",
            "contract-renewed",
            "notice-window-opened",
            "contract-renewed",
            "notice-window-opened",
            "contract-expired");
    get("/api/inventory/contracts/" + id)
        .body("end", equalTo("2030-02-01"))
        .body("renewals", equalTo(2));
  }

  @Test
  void who_dies_between_append_and_answer_leaves_nothing_to_be_told_twice() {
    sign(false);
    var clock = PausedClock.at(NOTICE);
    meet(contracts(new DyingStore(store), clock));
    assertThat(types()).containsExactly("contract-signed", "notice-window-opened");
    meet(contracts(store, clock));
    assertThat(types()).containsExactly("contract-signed", "notice-window-opened");
  }

  @Test
  void a_notice_date_that_a_renewal_moved_before_it_came_comes_on_the_new_day_only() {
    sign(true);
    post("/api/inventory/contracts/" + id + "/renewals", "{\"number\":1}").statusCode(200);
    shown("RENEWED");
    var clock = PausedClock.at(NOTICE);
    var replica = contracts(store, clock);
    meet(replica);
    clock.putTo("2028-07-31");
    meet(replica);
    assertThat(types()).containsExactly("contract-signed", "contract-renewed");
    clock.putTo("2028-08-01");
    meet(replica);
    assertThat(types())
        .containsExactly("contract-signed", "contract-renewed", "notice-window-opened");
  }

  /** The list still shows the old date when the renewal is on disk already. */
  @Test
  void a_renewal_that_the_view_does_not_know_yet_counts() {
    sign(true);
    var days = new ContractDays(pool, store, PausedClock.at(NOTICE));
    var mine =
        days.after(null, 10_000).await().atMost(LONGEST).stream()
            .filter(due -> due.stream().equals(contract))
            .toList();
    post("/api/inventory/contracts/" + id + "/renewals", "{\"number\":1}").statusCode(200);
    assertThat(days.meet(mine.getFirst()).await().atMost(LONGEST)).isZero();
    assertThat(types()).containsExactly("contract-signed", "contract-renewed");
  }

  @Test
  void a_date_that_corrections_move_away_and_back_comes_again() {
    sign(false);
    var clock = PausedClock.at(NOTICE);
    var replica = contracts(store, clock);
    meet(replica);
    shown("NOTICE_WINDOW");
    correct("P5Y");
    shown("ACTIVE");
    correct("P4Y");
    eventually(() -> {
      meet(replica);
      assertThat(types()).endsWith("notice-window-opened");
    });
    assertThat(types())
        .containsExactly(
            "contract-signed",
            "notice-window-opened",
            "contract-corrected",
            "contract-corrected",
            "notice-window-opened");
  }

  @Test
  void a_terminated_contract_ends_on_its_day_without_a_notice_window() {
    sign(true);
    post(
            "/api/inventory/contracts/" + id + "/termination",
            "{\"noticeOn\":\"2027-01-01\",\"endsOn\":\"%s\",\"reason\":\"Replaced\"}"
                .formatted(END))
        .statusCode(200);
    shown("TERMINATED");
    meet(contracts(store, PausedClock.at("2029-01-01")));
    assertThat(types())
        .containsExactly("contract-signed", "contract-terminated", "contract-expired");
  }

  @Test
  void more_days_than_one_batch_holds_are_all_met() {
    var ids = IntStream.range(0, 205).mapToObj(i -> id + "-" + i).toList();
    ids.forEach(one -> sign(one, false));
    eventually(() ->
        get("/api/inventory/contracts?establishment=" + establishment)
            .body("total", equalTo(ids.size())));
    meet(contracts(store, PausedClock.at(NOTICE)));
    assertThat(ids)
        .allSatisfy(one ->
            assertThat(types(new StreamId("contract", one)))
                .containsExactly("contract-signed", "notice-window-opened"));
  }

  @Test
  void a_machine_that_is_not_seen_for_thirty_days_is_told_once_until_it_is_seen_again() {
    var asset = machine("2026-10-01T10:00:00Z");
    var clock = PausedClock.at("2026-10-30");
    var replica = machines(store, clock);
    meet(replica);
    assertThat(silences(asset)).isZero();
    clock.putTo("2026-10-31");
    meet(replica);
    meet(replica);
    clock.putTo("2027-03-01");
    meet(machines(store, clock));
    assertThat(silences(asset)).isEqualTo(1);
    append(asset, new AssetSeen(new Finess(establishment), Instant.parse("2027-03-01T10:00:00Z")));
    seen("2027-03-01T10:00:00Z");
    meet(replica);
    assertThat(silences(asset)).isEqualTo(1);
    clock.putTo("2027-04-01");
    meet(replica);
    assertThat(silences(asset)).isEqualTo(2);
  }

  @Test
  void a_silent_machine_still_counts() {
    machine("2026-10-01T10:00:00Z");
    var list = "/api/inventory/assets?establishment=" + establishment;
    meet(machines(store, PausedClock.at("2026-12-31")));
    get(list).body("total", equalTo(1)).body("items.state", contains("IN_SERVICE"));
  }

  @Test
  void a_silence_that_was_told_and_not_noted_is_not_told_twice() {
    var asset = machine("2026-10-01T10:00:00Z");
    var clock = PausedClock.at("2026-12-31");
    meet(machines(new DyingStore(store), clock));
    assertThat(silences(asset)).isEqualTo(1);
    meet(machines(store, clock));
    pool.query("delete from noted_silence").execute().await().atMost(LONGEST);
    meet(machines(store, clock));
    assertThat(silences(asset)).isEqualTo(1);
  }

  private Deadlines<?> contracts(EventStore log, PausedClock clock) {
    return new Deadlines<>("test-contracts-" + id, new ContractDays(pool, log, clock), pool);
  }

  private Deadlines<?> machines(EventStore log, PausedClock clock) {
    return new Deadlines<>("test-machines-" + id, new MachineSilences(pool, log, clock, 30), pool);
  }

  private static void meet(Deadlines<?> replica) {
    replica.meetAll().await().atMost(LONGEST);
  }

  private void sign(boolean tacit) {
    sign(id, tacit);
    shown("ACTIVE");
  }

  private void sign(String contract, boolean tacit) {
    put("/api/inventory/contracts/" + contract, body("P4Y", tacit)).statusCode(201);
  }

  private void correct(String initialTerm) {
    post(
            "/api/inventory/contracts/" + id + "/corrections",
            "{\"contract\":%s,\"reason\":\"A slip\"}".formatted(body(initialTerm, false)))
        .statusCode(200);
  }

  private String body(String initialTerm, boolean tacit) {
    return """
    {"establishment":"%s","kind":"RENTAL","supplier":"Éditeur","subject":"Dossier patient",
     "signedOn":"2024-01-15","start":"2024-02-01","initialTerm":"%s","notice":"P6M",
     "renewal":{"term":"P1Y","most":2,"tacit":%s}}
    """
        .formatted(establishment, initialTerm, tacit);
  }

  /** The list follows the log a moment later. */
  private void shown(String state) {
    eventually(() ->
        get("/api/inventory/contracts?establishment=" + establishment)
            .body("items.state", contains(state)));
  }

  private String machine(String seenAt) {
    var asset = UUID.randomUUID().toString();
    append(
        asset,
        new AssetDiscovered(
            new Finess(establishment), AssetKind.WORKSTATION, "pc", Instant.parse(seenAt)));
    seen(seenAt);
    return asset;
  }

  private void seen(String seenAt) {
    eventually(() ->
        get("/api/inventory/assets?establishment=" + establishment)
            .body("items.seenAt", contains(seenAt)));
  }

  private void append(String asset, AssetEvent event) {
    var stream = new StreamId("asset", asset);
    var metadata = new Metadata(new Actor("agent:test", "system"), null, UUID.randomUUID(), null);
    var line = InventoryEventTypes.ASSETS.encode(event, UUID.randomUUID(), Instant.now());
    store
        .read(stream)
        .chain(head ->
            store.append(
                new Append(
                    stream, head.revision(), List.of(line), metadata, null, List.of(), null)))
        .await()
        .atMost(LONGEST);
  }

  private long silences(String asset) {
    return types(new StreamId("asset", asset)).stream()
        .filter("asset-silence-noted"::equals)
        .count();
  }

  private List<String> types() {
    return types(contract);
  }

  private List<String> types(StreamId stream) {
    return events(stream).stream().map(StoredEvent::type).toList();
  }

  private List<StoredEvent> events(StreamId stream) {
    return store.read(stream).await().atMost(LONGEST).events();
  }
}
