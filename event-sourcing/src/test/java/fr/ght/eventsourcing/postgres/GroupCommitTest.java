package fr.ght.eventsourcing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.AppendResult.Stored;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.GroupCommit.NothingStored;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who leaves with whom. The database is a hand that lets each flight land. */
class GroupCommitTest {
  private static final Metadata METADATA =
      new Metadata(new Actor("s-1", "dsi"), null, UUID.randomUUID(), null);

  private final Airport airport = new Airport();
  private final GroupCommit group = new GroupCommit(airport, Duration.ofSeconds(30));

  @Test
  void a_lone_caller_leaves_at_once() {
    var one = started(append("a"));

    assertThat(airport.flights).hasSize(1);
    airport.land(0);
    assertThat(one).isCompletedWithValue(new Stored(1, 1, 1));
  }

  @Test
  void who_comes_while_a_flight_is_under_way_leaves_together_in_the_next() {
    started(append("first"));
    var b = started(append("b"));
    var a = started(append("a"));
    assertThat(airport.flights).hasSize(1);

    airport.land(0);

    assertThat(airport.streams(1)).containsExactly("a", "b");
    airport.land(1);
    assertThat(a).isCompleted();
    assertThat(b).isCompleted();
  }

  @Test
  void many_leave_in_two_flights_and_never_in_three() {
    IntStream.range(0, 200).forEach(i -> started(append("s" + i)));
    assertThat(airport.flights).hasSize(2);

    airport.land(0);
    assertThat(airport.flights).hasSize(3);
    assertThat(airport.flights.get(2)).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void all_that_came_leave_in_the_end() {
    var all = IntStream.range(0, 1000).mapToObj(i -> started(append("s" + i % 7))).toList();

    for (int flight = 0; flight < airport.flights.size(); flight++) {
      airport.land(flight);
    }

    assertThat(all).allMatch(CompletableFuture::isDone);
    assertThat(group.waiting()).isZero();
    assertThat(airport.flights)
        .allSatisfy(
            flight -> assertThat(flight).extracting(Append::stream).doesNotHaveDuplicates());
  }

  @Test
  void appends_to_one_stream_leave_one_after_the_other_in_the_order_they_came() {
    started(append("other"));
    started(append("hot", 0));
    started(append("hot", 1));

    airport.land(0);
    assertThat(airport.flights.get(1)).extracting(Append::expectedRevision).containsExactly(0L);
    airport.land(1);
    assertThat(airport.flights.get(2)).extracting(Append::expectedRevision).containsExactly(1L);
  }

  @Test
  void a_command_sent_twice_at_once_does_not_meet_itself_in_one_flight() {
    var id = UUID.randomUUID();
    started(append("other"));
    started(append("a", 0, new CommandId("chu", id, "f"), List.of()));
    started(append("b", 0, new CommandId("chu", id, "another fingerprint"), List.of()));

    airport.land(0);

    assertThat(airport.streams(1)).containsExactly("a");
  }

  @Test
  void two_that_claim_one_key_do_not_share_a_flight() {
    started(append("other"));
    started(append("a", 0, null, List.of(new Claim("serial", 0, true))));
    started(append("b", 0, null, List.of(new Claim("serial", 0, true))));

    airport.land(0);

    assertThat(airport.streams(1)).containsExactly("a");
  }

  @Test
  void when_a_flight_is_rolled_back_each_goes_alone_and_one_at_fault_fails_alone() {
    airport.faulty = "b";
    started(append("first"));
    var a = started(append("a"));
    var b = started(append("b"));
    airport.land(0);

    airport.fail(1, new NothingStored(new IllegalStateException("no JSON")));

    assertThat(a).isCompletedWithValue(new Stored(1, 1, 1));
    assertThatThrownBy(b::join).hasRootCauseMessage("b is at fault");
  }

  @Test
  void when_the_outcome_is_unknown_nobody_is_sent_again() {
    var a = started(append("a"));
    var later = started(append("later"));

    airport.fail(0, new StoreUnavailable("cut", null));

    assertThatThrownBy(a::join).hasCauseInstanceOf(StoreUnavailable.class);
    assertThat(airport.alone).isEmpty();
    airport.land(1);
    assertThat(later).isCompleted();
  }

  @Test
  void beyond_what_may_wait_a_caller_is_told_at_once() {
    var heavy = append("heavy", "x".repeat(8 << 20));
    var waiting = IntStream.range(0, 32).mapToObj(_ -> started(heavy)).toList();

    assertThat(waiting).anyMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(waiting.getLast())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(StoreUnavailable.class);

    for (int flight = 0; flight < airport.flights.size(); flight++) {
      airport.land(flight);
    }
    assertThat(waiting).allMatch(CompletableFuture::isDone);
    assertThat(started(append("small"))).isNotDone();
  }

  @Test
  void who_waited_too_long_to_leave_fails_and_is_not_sent() {
    var impatient = new GroupCommit(airport, Duration.ofNanos(1));
    var first = impatient.append(append("first")).subscribeAsCompletionStage();

    assertThatThrownBy(first::join).hasCauseInstanceOf(StoreUnavailable.class);
    assertThat(airport.flights).isEmpty();
  }

  private CompletableFuture<AppendResult> started(Append append) {
    return group.append(append).subscribeAsCompletionStage();
  }

  private static Append append(String stream) {
    return append(stream, 0);
  }

  private static Append append(String stream, long revision) {
    return append(stream, revision, null, List.of());
  }

  private static Append append(String stream, String payload) {
    var event = new NewEvent(UUID.randomUUID(), "probed", 1, payload, Instant.now());
    return new Append(
        new StreamId("probe", stream), 0, List.of(event), METADATA, null, List.of(), null);
  }

  private static Append append(
      String stream, long revision, @Nullable CommandId command, List<Claim> claims) {
    var event = new NewEvent(UUID.randomUUID(), "probed", 1, "{}", Instant.now());
    return new Append(
        new StreamId("probe", stream), revision, List.of(event), METADATA, command, claims, null);
  }

  private static final class Airport implements GroupCommit.Transactions {
    final List<List<Append>> flights = new ArrayList<>();
    final List<Append> alone = new ArrayList<>();
    private final List<CompletableFuture<List<AppendResult>>> landings = new ArrayList<>();
    @Nullable String faulty;

    @Override
    public Uni<List<AppendResult>> together(List<Append> appends) {
      var landing = new CompletableFuture<List<AppendResult>>();
      flights.add(appends);
      landings.add(landing);
      return Uni.createFrom().completionStage(landing);
    }

    @Override
    public Uni<AppendResult> alone(Append append) {
      alone.add(append);
      return append.stream().key().equals(faulty)
          ? Uni.createFrom().failure(new IllegalStateException(faulty + " is at fault"))
          : Uni.createFrom().item(new Stored(1, 1, 1));
    }

    List<String> streams(int flight) {
      return flights.get(flight).stream().map(append -> append.stream().key()).toList();
    }

    void land(int flight) {
      landings
          .get(flight)
          .complete(
              flights.get(flight).stream().map(_ -> (AppendResult) new Stored(1, 1, 1)).toList());
    }

    void fail(int flight, RuntimeException failure) {
      landings.get(flight).completeExceptionally(failure);
    }
  }
}
