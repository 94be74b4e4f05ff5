package fr.ght.benchmarks.log;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/** A closed loop: each caller begins its next operation when the one before is answered. */
record Callers(int number, Duration lasting, long postmaster) {

  /**
   * @param operation given the caller's number, one operation of it
   */
  Measured run(IntFunction<Uni<?>> operation) {
    var micros = new ConcurrentHistogram(3);
    var cpu = CpuTime.now(postmaster);
    var begin = System.nanoTime();
    var end = begin + lasting.toNanos();
    var callers =
        IntStream.range(0, number)
            .mapToObj(caller -> one(caller, operation, micros, end).subscribeAsCompletionStage())
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(callers).join();
    return new Measured(
        micros.getTotalCount(),
        (System.nanoTime() - begin) / 1e9,
        micros,
        CpuTime.now(postmaster).since(cpu));
  }

  private static Uni<Void> one(
      int caller, IntFunction<Uni<?>> operation, ConcurrentHistogram micros, long end) {
    return Uni.createFrom()
        .deferred(() -> {
          var start = System.nanoTime();
          return operation
              .apply(caller)
              .invoke(() -> micros.recordValue((System.nanoTime() - start) / 1000));
        })
        .repeat()
        .whilst(_ -> System.nanoTime() < end)
        .onItem()
        .ignoreAsUni();
  }
}
