package fr.ght.eventsourcing;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets work on one stream through one after the other, in the order of asking, and work on
 * different streams side by side.
 *
 * <p>It spares the writers of one process their races on a hot stream. Correctness does not rest on
 * it: other processes write too, and work that is cancelled gives up its turn at once.
 */
public final class Turns {
  private final ConcurrentMap<StreamId, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

  public <T> Uni<T> inTurn(StreamId stream, Uni<T> work) {
    return Uni.createFrom()
        .deferred(() -> {
          var mine = new CompletableFuture<Void>();
          var before = last.put(stream, mine);
          var turn =
              before == null ? work : Uni.createFrom().completionStage(before).chain(() -> work);
          return turn.onTermination()
              .invoke(() -> {
                last.remove(stream, mine);
                mine.complete(null);
              });
        });
  }
}
