package fr.ght.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final StreamId A = new StreamId("probe", "a");
  private static final StreamId B = new StreamId("probe", "b");

  private final Turns turns = new Turns();
  private final List<String> begun = new ArrayList<>();

  @Test
  void work_on_one_stream_waits_for_what_was_asked_before() {
    var first = new CompletableFuture<Void>();
    start(A, "first", first);
    var second = start(A, "second", new CompletableFuture<>());
    start(A, "third", new CompletableFuture<>());
    assertThat(begun).containsExactly("first");

    first.complete(null);
    assertThat(begun).containsExactly("first", "second");
    assertThat(second).isNotDone();
  }

  @Test
  void work_on_another_stream_does_not_wait() {
    start(A, "here", new CompletableFuture<>());
    start(B, "there", new CompletableFuture<>());
    assertThat(begun).containsExactly("here", "there");
  }

  @Test
  void work_that_fails_lets_the_next_begin() {
    var first = new CompletableFuture<Void>();
    start(A, "first", first);
    start(A, "second", new CompletableFuture<>());
    first.completeExceptionally(new IllegalStateException("no"));
    assertThat(begun).containsExactly("first", "second");
  }

  @Test
  void work_that_is_cancelled_lets_the_next_begin() {
    var first = turns.inTurn(A, work("first", new CompletableFuture<>()));
    var subscription = first.subscribe().with(_ -> {});
    start(A, "second", new CompletableFuture<>());
    subscription.cancel();
    assertThat(begun).containsExactly("first", "second");
  }

  @Test
  void a_turn_begins_anew_when_the_work_is_subscribed_to_again() {
    var work = turns.inTurn(A, work("again", CompletableFuture.completedFuture(null)));
    work.await().indefinitely();
    work.await().indefinitely();
    assertThat(begun).containsExactly("again", "again");
  }

  private CompletableFuture<Void> start(StreamId stream, String name, CompletableFuture<Void> end) {
    return turns.inTurn(stream, work(name, end)).subscribeAsCompletionStage();
  }

  private Uni<Void> work(String name, CompletableFuture<Void> end) {
    return Uni.createFrom()
        .deferred(() -> {
          begun.add(name);
          return Uni.createFrom().completionStage(end);
        });
  }
}
