package fr.ght.eventsourcing.testing;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.AppendResult.ClaimLost;
import fr.ght.eventsourcing.AppendResult.Conflict;
import fr.ght.eventsourcing.AppendResult.Repeated;
import fr.ght.eventsourcing.AppendResult.Reused;
import fr.ght.eventsourcing.AppendResult.Stored;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EventStore} promises, as tests. An implementation's test class extends this one
 * and gives a store with an empty log for each test.
 */
public abstract class EventStoreContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final StreamId HERE = new StreamId("probe", "here");
  private static final StreamId THERE = new StreamId("probe", "there");
  private static final Metadata METADATA =
      new Metadata(new Actor("agent:420784878", "system"), null, UUID.randomUUID(), null);
  private static final Instant OCCURRED = Instant.parse("2026-03-01T02:00:00.123456Z");

  /** A store with an empty log. */
  protected abstract EventStore store();

  @Test
  void a_stream_that_nobody_wrote_is_empty_at_version_0() {
    assertThat(get(store().read(HERE))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void what_was_appended_is_read_back_in_order_and_unchanged() {
    var store = store();
    var command = new CommandId("420784878", UUID.randomUUID(), "f");
    var metadata =
        new Metadata(new Actor("s-17", "dsi"), command.id(), UUID.randomUUID(), UUID.randomUUID());
    var first = new NewEvent(UUID.randomUUID(), "opened", 3, "{\"a\":\"é œ 😀\"}", OCCURRED);
    var second = new NewEvent(UUID.randomUUID(), "closed", 1, "{ \"b\" : 1.50 }", OCCURRED);

    var result =
        get(
            store.append(
                new Append(HERE, 0, List.of(first, second), metadata, command, List.of(), "seen")));

    assertThat(result).isInstanceOf(Stored.class);
    var stream = get(store.read(HERE));
    assertThat(stream.version()).isEqualTo(2);
    assertThat(stream.revision()).isEqualTo(1);
    assertThat(stream.note()).isEqualTo("seen");
    assertThat(stream.events())
        .extracting(StoredEvent::version, StoredEvent::type, StoredEvent::schemaVersion)
        .containsExactly(tuple(1L, "opened", 3), tuple(2L, "closed", 1));
    assertThat(stream.events())
        .extracting(StoredEvent::id, StoredEvent::payload)
        .containsExactly(tuple(first.id(), first.payload()), tuple(second.id(), second.payload()));
    assertThat(stream.events())
        .allSatisfy(event -> {
          assertThat(event.stream()).isEqualTo(HERE);
          assertThat(event.metadata()).isEqualTo(metadata);
          assertThat(event.occurredAt()).isEqualTo(OCCURRED);
          assertThat(event.recordedAt())
              .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        });
    assertThat(result).isEqualTo(new Stored(2, 1, stream.events().getLast().position()));
  }

  @Test
  void times_are_kept_to_the_microsecond() {
    var store = store();
    var precise = Instant.parse("2026-03-01T02:00:00.123456789Z");
    var event = new NewEvent(UUID.randomUUID(), "opened", 1, "{}", precise);
    get(store.append(new Append(HERE, 0, List.of(event), METADATA, null, List.of(), null)));

    var stored = get(store.read(HERE)).events().getFirst();

    assertThat(stored.occurredAt()).isEqualTo(precise.truncatedTo(MICROS));
    assertThat(stored.recordedAt()).isEqualTo(stored.recordedAt().truncatedTo(MICROS));
  }

  @Test
  void versions_go_on_without_gaps() {
    var store = store();
    get(store.append(at(HERE, 0, 2)));
    get(store.append(at(HERE, 1, 1)));
    get(store.append(at(HERE, 2, 3)));

    assertThat(get(store.read(HERE)).events())
        .extracting(StoredEvent::version)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void the_second_of_two_that_read_the_same_head_is_told_of_the_conflict() {
    var store = store();
    get(store.append(at(HERE, 0, 1)));
    get(store.append(at(HERE, 1, 1)));

    assertThat(get(store.append(at(HERE, 1, 1)))).isEqualTo(new Conflict(2));
    assertThat(get(store.append(at(HERE, 0, 1)))).isEqualTo(new Conflict(2));
    assertThat(get(store.append(at(HERE, 3, 1)))).isEqualTo(new Conflict(2));
    assertThat(get(store.read(HERE)).version()).isEqualTo(2);
  }

  @Test
  void a_stream_that_was_expected_but_is_not_there_is_a_conflict_at_0() {
    var store = store();
    assertThat(get(store.append(at(HERE, 4, 1)))).isEqualTo(new Conflict(0));
    assertThat(get(store.read(HERE))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void a_conflict_stores_nothing_and_burns_no_position() {
    var store = store();
    var command = command("f");
    var before = (Stored) get(store.append(at(HERE, 0, 1)));

    var lost =
        new Append(
            HERE,
            9,
            events(2),
            METADATA,
            command,
            List.of(new Claim("k", 0, true)),
            "another note");
    assertThat(get(store.append(lost))).isEqualTo(new Conflict(1));

    assertThat(get(store.repeated(command))).isEmpty();
    assertThat(holders(store, "k")).isEqualTo(Claimed.NOBODY);
    assertThat(get(store.read(HERE)).note()).isNull();
    var after = (Stored) get(store.append(at(HERE, 1, 1)));
    assertThat(after.lastPosition()).isEqualTo(before.lastPosition() + 1);
  }

  @Test
  void an_append_without_events_raises_the_revision_only() {
    var store = store();
    get(store.append(at(HERE, 0, 1)));

    var result = get(store.append(noted(HERE, 1, "seen at 03:00")));

    assertThat(result).isEqualTo(new Stored(1, 2, 0));
    var stream = get(store.read(HERE));
    assertThat(stream.version()).isEqualTo(1);
    assertThat(stream.revision()).isEqualTo(2);
    assertThat(stream.note()).isEqualTo("seen at 03:00");
    assertThat(get(store.append(noted(HERE, 1, "late")))).isEqualTo(new Conflict(2));
  }

  @Test
  void a_stream_may_begin_with_a_note_alone() {
    var store = store();
    assertThat(get(store.append(noted(HERE, 0, "n")))).isEqualTo(new Stored(0, 1, 0));
    assertThat(get(store.read(HERE))).isEqualTo(new StoredStream(0, 1, "n", List.of()));
    assertThat(get(store.append(at(HERE, 1, 1)))).isInstanceOf(Stored.class);
    assertThat(get(store.read(HERE)).events()).hasSize(1);
  }

  @Test
  void every_append_replaces_the_note() {
    var store = store();
    get(store.append(noted(HERE, 0, "first")));
    get(store.append(noted(HERE, 1, "second")));
    assertThat(get(store.read(HERE)).note()).isEqualTo("second");
    get(store.append(noted(HERE, 2, null)));
    assertThat(get(store.read(HERE)).note()).isNull();
  }

  @Test
  void a_repeated_command_gets_its_first_outcome_even_when_the_state_has_moved() {
    var store = store();
    var command = command("f");
    get(store.append(as(command, HERE, 0, 2)));
    get(store.append(at(HERE, 1, 1)));

    assertThat(get(store.append(as(command, HERE, 0, 2)))).isEqualTo(new Repeated(HERE, 2));
    assertThat(get(store.append(as(command, HERE, 2, 2)))).isEqualTo(new Repeated(HERE, 2));
    assertThat(get(store.append(as(command, THERE, 0, 1)))).isEqualTo(new Repeated(HERE, 2));
    assertThat(get(store.repeated(command))).contains(new Repeated(HERE, 2));
    assertThat(get(store.read(HERE)).version()).isEqualTo(3);
    assertThat(get(store.read(THERE))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void a_repeated_command_is_answered_before_its_claims_are_looked_at() {
    var store = store();
    var command = command("f");
    var claiming =
        new Append(HERE, 0, events(1), METADATA, command, List.of(new Claim("k", 0, true)), null);
    get(store.append(claiming));
    get(store.append(claiming(THERE, 0, new Claim("k", 1, true))));

    assertThat(get(store.append(claiming))).isEqualTo(new Repeated(HERE, 1));
    assertThat(holders(store, "k").version()).isEqualTo(2);
  }

  @Test
  void the_same_identity_for_another_command_is_a_reuse() {
    var store = store();
    var command = command("f");
    var other = new CommandId(command.tenant(), command.id(), "g");
    get(store.append(as(command, HERE, 0, 1)));

    assertThat(get(store.append(as(other, HERE, 1, 1)))).isEqualTo(new Reused());
    assertThat(get(store.append(as(other, THERE, 0, 1)))).isEqualTo(new Reused());
    assertThat(get(store.repeated(other))).contains(new Reused());
    assertThat(get(store.read(HERE)).version()).isEqualTo(1);
    assertThat(get(store.read(THERE))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void two_tenants_may_use_the_same_identity() {
    var store = store();
    var mine = command("f");
    var yours = new CommandId("another tenant", mine.id(), "g");
    get(store.append(as(mine, HERE, 0, 1)));

    assertThat(get(store.repeated(yours))).isEmpty();
    assertThat(get(store.append(as(yours, HERE, 1, 1)))).isInstanceOf(Stored.class);
  }

  @Test
  void a_command_that_changed_nothing_is_remembered_too() {
    var store = store();
    var command = command("f");
    get(store.append(as(command, HERE, 0, 0)));
    assertThat(get(store.append(as(command, HERE, 1, 0)))).isEqualTo(new Repeated(HERE, 0));
  }

  @Test
  void a_key_that_nobody_claimed_is_held_by_nobody() {
    assertThat(get(store().claims(List.of("k", "l"))))
        .containsOnlyKeys("k", "l")
        .containsEntry("k", Claimed.NOBODY)
        .containsEntry("l", Claimed.NOBODY);
    assertThat(get(store().claims(List.of()))).isEmpty();
  }

  @Test
  void a_claim_holds_its_key_until_it_is_let_go() {
    var store = store();
    get(store.append(claiming(HERE, 0, new Claim("k", 0, true))));
    assertThat(holders(store, "k")).isEqualTo(new Claimed(1, Set.of(HERE)));

    get(store.append(claiming(HERE, 1, new Claim("k", 1, false))));
    assertThat(holders(store, "k")).isEqualTo(new Claimed(2, Set.of()));
  }

  @Test
  void a_key_may_have_several_holders() {
    var store = store();
    get(store.append(claiming(HERE, 0, new Claim("k", 0, true))));
    get(store.append(claiming(THERE, 0, new Claim("k", 1, true))));
    assertThat(holders(store, "k")).isEqualTo(new Claimed(2, Set.of(HERE, THERE)));

    get(store.append(claiming(HERE, 1, new Claim("k", 2, false))));
    assertThat(holders(store, "k")).isEqualTo(new Claimed(3, Set.of(THERE)));
  }

  @Test
  void a_holder_that_claims_again_is_still_one_holder_but_others_must_look_again() {
    var store = store();
    get(store.append(claiming(HERE, 0, new Claim("k", 0, true))));
    get(store.append(claiming(HERE, 1, new Claim("k", 1, true))));

    assertThat(holders(store, "k")).isEqualTo(new Claimed(2, Set.of(HERE)));
    assertThat(get(store.append(claiming(THERE, 0, new Claim("k", 1, true)))))
        .isEqualTo(new ClaimLost("k"));
  }

  @Test
  void a_key_that_moved_since_it_was_read_is_lost() {
    var store = store();
    get(store.append(claiming(HERE, 0, new Claim("k", 0, true))));

    assertThat(get(store.append(claiming(THERE, 0, new Claim("k", 0, true)))))
        .isEqualTo(new ClaimLost("k"));
    assertThat(get(store.append(claiming(THERE, 0, new Claim("k", 2, true)))))
        .isEqualTo(new ClaimLost("k"));
    assertThat(get(store.append(claiming(THERE, 0, new Claim("unheard", 1, false)))))
        .isEqualTo(new ClaimLost("unheard"));
  }

  @Test
  void the_version_of_a_key_never_repeats() {
    var store = store();
    get(store.append(claiming(HERE, 0, new Claim("k", 0, true))));
    get(store.append(claiming(HERE, 1, new Claim("k", 1, false))));

    assertThat(get(store.append(claiming(THERE, 0, new Claim("k", 0, true)))))
        .isEqualTo(new ClaimLost("k"));
    assertThat(get(store.append(claiming(THERE, 0, new Claim("k", 2, true)))))
        .isInstanceOf(Stored.class);
  }

  @Test
  void a_lost_claim_stores_nothing_at_all() {
    var store = store();
    var command = command("f");
    get(store.append(claiming(HERE, 0, new Claim("taken", 0, true))));
    var before = (Stored) get(store.append(at(HERE, 1, 1)));

    var lost =
        new Append(
            THERE,
            0,
            events(2),
            METADATA,
            command,
            List.of(
                new Claim("a free one", 0, true),
                new Claim("taken", 0, true),
                new Claim("z free one", 0, true)),
            "note");
    assertThat(get(store.append(lost))).isEqualTo(new ClaimLost("taken"));

    assertThat(get(store.read(THERE))).isEqualTo(StoredStream.NONE);
    assertThat(get(store.repeated(command))).isEmpty();
    assertThat(holders(store, "a free one")).isEqualTo(Claimed.NOBODY);
    assertThat(holders(store, "z free one")).isEqualTo(Claimed.NOBODY);
    var after = (Stored) get(store.append(at(HERE, 2, 1)));
    // What was refused may have drawn positions; it left no events there.
    assertThat(get(store.readLog(before.lastPosition(), 10)).events())
        .extracting(StoredEvent::position)
        .containsExactly(after.lastPosition());
  }

  @Test
  void a_key_cannot_be_claimed_twice_in_one_append() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claiming(HERE, 0, new Claim("k", 0, true), new Claim("k", 0, false)));
  }

  @Test
  void the_log_gives_all_streams_in_the_order_of_positions() {
    var store = store();
    get(store.append(at(HERE, 0, 2)));
    get(store.append(at(THERE, 0, 1)));
    get(store.append(at(HERE, 1, 1)));

    var slice = get(store.readLog(0, 100));

    assertThat(slice.events())
        .extracting(StoredEvent::stream, StoredEvent::version)
        .containsExactly(tuple(HERE, 1L), tuple(HERE, 2L), tuple(THERE, 1L), tuple(HERE, 3L));
    assertThat(slice.events()).extracting(StoredEvent::position).isSorted();
    assertThat(slice.drained()).isTrue();
    assertThat(get(store.readLog(slice.next(), 100)).events()).isEmpty();
  }

  @Test
  void the_log_is_read_slice_by_slice() {
    var store = store();
    get(store.append(at(HERE, 0, 5)));

    var seen = new ArrayList<Long>();
    var first = get(store.readLog(0, 2));
    assertThat(first.drained()).isFalse();
    var slice = first;
    while (!slice.drained()) {
      seen.addAll(slice.events().stream().map(StoredEvent::version).toList());
      slice = get(store.readLog(slice.next(), 2));
    }
    seen.addAll(slice.events().stream().map(StoredEvent::version).toList());

    assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void the_log_gives_only_the_kinds_of_streams_that_are_asked_for_and_passes_over_the_others() {
    var store = store();
    var other = new StreamId("other", HERE.key());
    get(store.append(at(HERE, 0, 2)));
    get(store.append(at(other, 0, 3)));
    get(store.append(at(HERE, 1, 1)));

    var slice = get(store.readLog(0, 2, Set.of("other")));
    assertThat(slice.events()).extracting(StoredEvent::stream).containsExactly(other, other);
    assertThat(slice.drained()).isFalse();
    var rest = get(store.readLog(slice.next(), 2, Set.of("other")));
    assertThat(rest.events()).extracting(StoredEvent::version).containsExactly(3L);
    assertThat(rest.drained()).isTrue();
    assertThat(rest.next()).isEqualTo(get(store.readLog(0, 100)).next());
    assertThat(get(store.readLog(0, 100, Set.of(HERE.kind(), "other"))).events()).hasSize(6);
    assertThat(get(store.readLog(0, 100, Set.of("none"))).events()).isEmpty();
  }

  @Test
  void a_slice_of_nothing_cannot_be_asked_for() {
    var store = store();
    assertThatIllegalArgumentException().isThrownBy(() -> get(store.readLog(0, 0)));
  }

  @Test
  void an_empty_log_is_complete_up_to_now() {
    var store = store();
    var slice = get(store.readLog(0, 10));
    assertThat(slice.events()).isEmpty();
    assertThat(slice.drained()).isTrue();
    assertThat(slice.completeUpTo()).isAfter(Instant.now().minusSeconds(10));
  }

  @Test
  void all_that_is_recorded_up_to_the_instant_of_completeness_was_read() {
    var store = store();
    get(store.append(at(HERE, 0, 3)));

    var drained = get(store.readLog(0, 10));
    assertThat(drained.completeUpTo())
        .isAfterOrEqualTo(drained.events().getLast().recordedAt().minus(1, MICROS));
    get(store.append(at(HERE, 1, 1)));
    assertThat(get(store.read(HERE)).events().getLast().recordedAt())
        .isAfter(drained.completeUpTo());

    var partial = get(store.readLog(0, 1));
    assertThat(get(store.readLog(partial.next(), 10)).events())
        .allSatisfy(event -> assertThat(event.recordedAt()).isAfter(partial.completeUpTo()));
  }

  @Test
  void recorded_at_never_goes_back_in_a_stream() {
    var store = store();
    for (int revision = 0; revision < 20; revision++) {
      get(store.append(at(HERE, revision, 2)));
    }
    assertThat(get(store.read(HERE)).events()).extracting(StoredEvent::recordedAt).isSorted();
  }

  @Test
  void followers_are_woken_by_new_events_until_they_leave() {
    var store = store();
    var woken = new AtomicInteger();
    var subscription = store.onAppend(_ -> woken.incrementAndGet());

    get(store.append(at(HERE, 0, 1)));
    assertThat(woken).hasValue(1);
    get(store.append(noted(HERE, 1, "no event")));
    get(store.append(at(HERE, 0, 1)));
    assertThat(woken).hasValue(1);

    subscription.cancel();
    get(store.append(at(HERE, 2, 1)));
    assertThat(woken).hasValue(1);
  }

  @Test
  void of_writers_that_read_the_same_head_exactly_one_wins() {
    var store = store();
    for (int round = 0; round < 10; round++) {
      int revision = round;
      var results = allAtOnce(8, _ -> store.append(at(HERE, revision, 1)));
      assertThat(results).filteredOn(Stored.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(Conflict.class::isInstance).hasSize(7);
    }
    assertThat(get(store.read(HERE)).version()).isEqualTo(10);
  }

  @Test
  void of_streams_that_claim_the_same_free_key_at_once_exactly_one_wins() {
    var store = store();
    for (int round = 0; round < 10; round++) {
      var key = "key " + round;
      var results =
          allAtOnce(
              8,
              writer ->
                  store.append(
                      claiming(
                          new StreamId("probe", key + " " + writer), 0, new Claim(key, 0, true))));
      assertThat(results).filteredOn(Stored.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(new ClaimLost(key)::equals).hasSize(7);
      assertThat(holders(store, key).holders()).hasSize(1);
    }
    assertThat(get(store.readLog(0, 100)).events()).hasSize(10);
  }

  @Test
  void the_same_command_in_flight_several_times_at_once_is_carried_out_once() {
    var store = store();
    for (int round = 0; round < 10; round++) {
      var command = command("f");
      int number = round;
      var results =
          allAtOnce(
              6,
              writer ->
                  store.append(
                      as(command, new StreamId("probe", number + "-" + writer % 3), 0, 1)));
      assertThat(results).filteredOn(Stored.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(Repeated.class::isInstance).hasSize(5);
    }
    assertThat(get(store.readLog(0, 100)).events()).hasSize(10);
  }

  private static List<AppendResult> allAtOnce(int writers, IntFunction<Uni<AppendResult>> append) {
    var all =
        IntStream.range(0, writers)
            .mapToObj(writer -> append.apply(writer).subscribeAsCompletionStage())
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  private static Append at(StreamId stream, long revision, int events) {
    return new Append(stream, revision, events(events), METADATA, null, List.of(), null);
  }

  private static Append as(CommandId command, StreamId stream, long revision, int events) {
    return new Append(stream, revision, events(events), METADATA, command, List.of(), null);
  }

  private static Append noted(StreamId stream, long revision, @Nullable String note) {
    return new Append(stream, revision, List.of(), METADATA, null, List.of(), note);
  }

  private static Append claiming(StreamId stream, long revision, Claim... claims) {
    return new Append(stream, revision, events(1), METADATA, null, List.of(claims), null);
  }

  private static List<NewEvent> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new NewEvent(UUID.randomUUID(), "probed", 1, "{}", OCCURRED))
        .toList();
  }

  private static CommandId command(String fingerprint) {
    return new CommandId("420784878", UUID.randomUUID(), fingerprint);
  }

  private static Claimed holders(EventStore store, String key) {
    return get(store.claims(List.of(key))).getOrDefault(key, Claimed.NOBODY);
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
