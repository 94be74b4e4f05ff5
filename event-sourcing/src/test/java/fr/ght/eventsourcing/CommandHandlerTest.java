package fr.ght.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.eventsourcing.Rack.Command.Inspect;
import fr.ght.eventsourcing.Rack.Command.Install;
import fr.ght.eventsourcing.Rack.Command.Remove;
import fr.ght.eventsourcing.Rack.RackRefusal;
import fr.ght.eventsourcing.testing.InMemoryEventStore;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CommandHandlerTest {
  private static final StreamId RACK = new StreamId("rack", "a");
  private static final StreamId OTHER_RACK = new StreamId("rack", "b");
  private static final Instant OCCURRED = Instant.parse("2026-02-03T04:05:06Z");

  private final InMemoryEventStore inner = new InMemoryEventStore();
  private final InterferingStore store = new InterferingStore(inner);
  private final CommandHandler<Rack.Command, Rack, Rack.Event> handler = handler(store);

  @Test
  void an_accepted_command_is_stored_with_who_when_and_why() {
    var command = new CommandId("chu", UUID.randomUUID(), "f");
    var causation = UUID.randomUUID();
    var context =
        new Context(new Actor("s-1", "dsi"), OCCURRED, command, UUID.randomUUID(), causation);

    var outcome = get(handler.handle(RACK, new Install("dpi-1"), context));

    assertThat(outcome).isEqualTo(new Outcome.Done<>(new Rack(Set.of("dpi-1"), ""), 1, 1));
    var line = get(store.read(RACK)).events().getFirst();
    assertThat(line.type()).isEqualTo("server-installed");
    assertThat(line.payload()).isEqualTo("{\"server\":\"dpi-1\"}");
    assertThat(line.occurredAt()).isEqualTo(OCCURRED);
    assertThat(line.metadata())
        .isEqualTo(
            new Metadata(
                context.actor(), command.id(), context.correlation(), context.causation()));
  }

  @Test
  void a_refusal_appends_nothing_and_says_why() {
    var outcome = get(handler.handle(RACK, new Remove("dpi-1"), once()));

    assertThat(outcome)
        .isEqualTo(new Outcome.Refused<>(RackRefusal.NOT_INSTALLED, new Rack(Set.of(), "")));
    assertThat(get(store.read(RACK))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void a_command_that_changes_nothing_and_has_no_identity_does_not_touch_the_store() {
    get(handler.handle(RACK, new Inspect("03:00"), once()));
    assertThat(store.appends).hasValue(1);

    var outcome = get(handler.handle(RACK, new Inspect("02:00"), once()));

    assertThat(outcome).isEqualTo(new Outcome.Done<>(new Rack(Set.of(), "03:00"), 0, 0));
    assertThat(store.appends).hasValue(1);
  }

  @Test
  void a_note_is_kept_beside_the_events_and_recalled() {
    get(handler.handle(RACK, new Install("dpi-1"), once()));
    get(handler.handle(RACK, new Inspect("03:00"), once()));

    var loaded = get(handler.load(RACK));

    assertThat(loaded.state()).isEqualTo(new Rack(Set.of("dpi-1"), "03:00"));
    assertThat(loaded.stream().version()).isEqualTo(1);
    assertThat(loaded.stream().revision()).isEqualTo(2);
  }

  @Test
  void a_command_that_lost_a_race_is_decided_anew_on_what_the_winner_left() {
    store.beforeNextAppend(other(new Install("dpi-2")));
    var outcome = get(handler.handle(RACK, new Install("dpi-1"), once()));
    assertThat(outcome).isEqualTo(new Outcome.Done<>(new Rack(Set.of("dpi-1", "dpi-2"), ""), 2, 1));

    store.beforeNextAppend(other(new Remove("dpi-1")));
    var refused = get(handler.handle(RACK, new Remove("dpi-1"), once()));
    assertThat(refused)
        .isEqualTo(new Outcome.Refused<>(RackRefusal.NOT_INSTALLED, new Rack(Set.of("dpi-2"), "")));
  }

  @Test
  void two_writers_never_decide_on_the_same_note() {
    store.beforeNextAppend(other(new Inspect("04:00")));
    get(handler.handle(RACK, new Inspect("03:00"), once()));
    assertThat(get(store.read(RACK)).note()).isEqualTo("04:00");
  }

  @Test
  void a_repeated_command_gets_its_first_outcome() {
    var install = identified();
    get(handler.handle(RACK, new Install("dpi-1"), install));
    get(handler.handle(RACK, new Remove("dpi-1"), once()));

    assertThat(get(handler.handle(RACK, new Install("dpi-1"), install)))
        .isEqualTo(new Outcome.Repeated<>(RACK, 1));
    assertThat(Rack.names(get(store.read(RACK)))).containsExactly("+dpi-1", "-dpi-1");
  }

  @Test
  void a_repeated_command_is_no_refusal_because_its_first_run_changed_the_state() {
    var install = identified();
    get(handler.handle(RACK, new Install("dpi-1"), install));

    assertThat(get(handler.handle(RACK, new Install("dpi-1"), install)))
        .isEqualTo(new Outcome.Repeated<>(RACK, 1));
  }

  @Test
  void a_repeated_command_is_not_stale_because_its_first_run_moved_the_version() {
    var install = identified();
    var onEmpty = OptionalLong.of(0);
    get(handle(RACK, new Install("dpi-1"), install, onEmpty));

    assertThat(get(handle(RACK, new Install("dpi-1"), install, onEmpty)))
        .isEqualTo(new Outcome.Repeated<>(RACK, 1));
  }

  @Test
  void a_refused_command_is_decided_anew_when_it_comes_again() {
    var remove = identified();
    get(handler.handle(RACK, new Remove("dpi-1"), remove));
    get(handler.handle(RACK, new Install("dpi-1"), once()));

    assertThat(get(handler.handle(RACK, new Remove("dpi-1"), remove)))
        .isEqualTo(new Outcome.Done<>(new Rack(Set.of(), ""), 2, 1));
  }

  @Test
  void an_identity_used_for_another_command_is_a_reuse_also_when_refused_or_stale() {
    var first = identified();
    get(handler.handle(RACK, new Install("dpi-1"), first));
    var id = first.command();
    var other = identified(new CommandId(id.tenant(), id.id(), "another body"));

    assertThat(get(handler.handle(RACK, new Install("dpi-2"), other)))
        .isEqualTo(new Outcome.Reused<>());
    assertThat(get(handler.handle(RACK, new Install("dpi-1"), other)))
        .isEqualTo(new Outcome.Reused<>());
    assertThat(get(handle(RACK, new Install("dpi-2"), other, OptionalLong.of(9))))
        .isEqualTo(new Outcome.Reused<>());
  }

  @Test
  void a_caller_that_names_the_version_it_saw_is_told_when_it_is_stale() {
    get(handler.handle(RACK, new Install("dpi-1"), once()));

    assertThat(get(handle(RACK, new Install("dpi-2"), once(), OptionalLong.of(0))))
        .isEqualTo(new Outcome.Stale<>(1));
    assertThat(get(handle(RACK, new Install("dpi-2"), identified(), OptionalLong.of(2))))
        .isEqualTo(new Outcome.Stale<>(1));
    assertThat(get(handle(RACK, new Install("dpi-2"), once(), OptionalLong.of(1))))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_named_version_that_is_overtaken_between_read_and_append_is_stale() {
    store.beforeNextAppend(other(new Install("dpi-2")));

    assertThat(get(handle(RACK, new Install("dpi-1"), once(), OptionalLong.of(0))))
        .isEqualTo(new Outcome.Stale<>(1));
  }

  @Test
  void a_lost_claim_is_told_to_the_caller_who_knows_what_to_look_at() {
    var claim = Rack.oneRackEach(0);
    get(handler.handle(RACK, new Install("dpi-1"), once(), OptionalLong.empty(), claim));

    assertThat(
            get(
                handler.handle(
                    OTHER_RACK, new Install("dpi-1"), once(), OptionalLong.empty(), claim)))
        .isEqualTo(new Outcome.ClaimLost<>("server/dpi-1"));
    assertThat(get(store.read(OTHER_RACK))).isEqualTo(StoredStream.NONE);
  }

  @Test
  void a_lost_answer_is_resolved_by_the_identity_of_the_command() {
    store.loseNextAnswer();

    assertThat(get(handler.handle(RACK, new Install("dpi-1"), identified())))
        .isEqualTo(new Outcome.Repeated<>(RACK, 1));
    assertThat(Rack.names(get(store.read(RACK)))).containsExactly("+dpi-1");
  }

  @Test
  void a_lost_request_is_carried_out_once_when_tried_again() {
    store.loseNextRequest();

    assertThat(get(handler.handle(RACK, new Install("dpi-1"), identified())))
        .isEqualTo(new Outcome.Done<>(new Rack(Set.of("dpi-1"), ""), 1, 1));
    assertThat(Rack.names(get(store.read(RACK)))).containsExactly("+dpi-1");
  }

  @Test
  void a_lost_answer_without_an_identity_is_never_guessed() {
    store.loseNextAnswer();

    assertThatThrownBy(() -> get(handler.handle(RACK, new Install("dpi-1"), once())))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(store.appends).hasValue(1);
  }

  @Test
  void a_store_that_stays_away_is_said_to_be_unavailable() {
    for (int i = 0; i < 6; i++) {
      store.loseNextRequest();
    }

    assertThatThrownBy(() -> get(handler.handle(RACK, new Install("dpi-1"), identified())))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(store.appends).hasValue(6);
  }

  @Test
  void a_stream_that_too_many_write_at_once_is_said_to_be_busy() {
    for (int i = 0; i < 33; i++) {
      store.beforeNextAppend(other(new Inspect("03:%02d".formatted(i))));
    }

    assertThatThrownBy(() -> get(handler.handle(RACK, new Install("dpi-1"), once())))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("rack/a");
  }

  @Test
  void a_fault_in_the_rules_is_not_tried_again() {
    var broken =
        new CommandHandler<>(
            new Rack.RackDecider() {
              @Override
              public Decision<Rack.Event> decide(Rack rack, Rack.Command command) {
                throw new IllegalStateException("a fault");
              }
            },
            Rack.TYPES,
            store,
            ForkJoinPool.commonPool());

    assertThatThrownBy(() -> get(broken.handle(RACK, new Install("dpi-1"), identified())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a fault");
  }

  @Test
  void rules_and_json_run_on_the_workers() {
    var tasks = new ConcurrentLinkedQueue<Runnable>();
    var waiting =
        new CommandHandler<>(new Rack.RackDecider(), Rack.TYPES, store, tasks::add)
            .handle(RACK, new Install("dpi-1"), once())
            .subscribeAsCompletionStage();

    assertThat(store.appends).hasValue(0);
    tasks.remove().run();
    assertThat(store.appends).hasValue(1);
    assertThat(waiting).isNotDone();
    tasks.remove().run();
    assertThat(waiting).isCompleted();
  }

  private Uni<Outcome<Rack>> handle(
      StreamId rack, Rack.Command command, Context context, OptionalLong expected) {
    return handler.handle(rack, command, context, expected, CommandHandler.Claims.none());
  }

  /** What another process does on the same rack, past this test's interference. */
  private Uni<Outcome<Rack>> other(Rack.Command command) {
    return Uni.createFrom().deferred(() -> handler(inner).handle(RACK, command, once()));
  }

  private static CommandHandler<Rack.Command, Rack, Rack.Event> handler(EventStore store) {
    return new CommandHandler<>(
        new Rack.RackDecider(), Rack.TYPES, store, ForkJoinPool.commonPool());
  }

  private static Context once() {
    return new Context(new Actor("s-1", "dsi"), OCCURRED, null, UUID.randomUUID(), null);
  }

  private static Context identified() {
    return identified(new CommandId("chu", UUID.randomUUID(), "f"));
  }

  private static Context identified(CommandId command) {
    return new Context(new Actor("s-1", "dsi"), OCCURRED, command, UUID.randomUUID(), null);
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
