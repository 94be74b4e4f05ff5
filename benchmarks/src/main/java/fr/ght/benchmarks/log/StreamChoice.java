package fr.ght.benchmarks.log;

import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Which stream the next append goes to. Writers of one stream take turns, as commands do. */
final class StreamChoice {
  private static final int MANY = 10_000;

  private final Scenario.Streams streams;
  private final String run = UUID.randomUUID().toString();
  private final ConcurrentMap<StreamId, CompletableFuture<Void>> turns = new ConcurrentHashMap<>();
  private final ThreadLocal<org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler>
      zipf =
          ThreadLocal.withInitial(() ->
              RejectionInversionZipfSampler.of(
                  RandomSource.XO_SHI_RO_256_PP.create(ThreadLocalRandom.current().nextLong()),
                  MANY,
                  1.0));

  StreamChoice(Scenario.Streams streams) {
    this.streams = streams;
  }

  boolean comesBack() {
    return streams != Scenario.Streams.NEW;
  }

  <T> Uni<T> withStream(Function<StreamId, Uni<T>> work) {
    return switch (streams) {
      case NEW -> work.apply(new StreamId("bench", UUID.randomUUID().toString()));
      case HOT -> inTurn(new StreamId("bench", run), work);
      case ZIPF -> inTurn(new StreamId("bench", run + "-" + zipf.get().sample()), work);
    };
  }

  private <T> Uni<T> inTurn(StreamId stream, Function<StreamId, Uni<T>> work) {
    var mine = new CompletableFuture<Void>();
    var before = turns.put(stream, mine);
    var mayStart =
        before == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(before);
    return mayStart
        .flatMap(_ -> work.apply(stream))
        .onTermination()
        .invoke(() -> mine.complete(null));
  }
}
