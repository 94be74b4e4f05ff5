package fr.ght.inventory.intake.agents;

import fr.ght.inventory.intake.agents.decoding.AgentDecoder;
import fr.ght.inventory.intake.agents.decoding.AgentRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Decodes bodies off the event loop, a few at once, and holds back new ones while many reports wait
 * to be stored: memory stays bounded whatever arrives.
 *
 * <p>Who has come earlier goes first, but each KiB of a body counts like a millisecond of waiting.
 * So prologs pass ahead of reports, and good reports ahead of a heap of large bodies, and yet
 * nothing waits for ever. Nothing is turned away here: agents don't send an inventory again.
 */
@Singleton
class DecodingQueue {
  /** Up to this size a body is decoded even when memory for reports is used up: prologs are. */
  private static final int SMALL = 4 * 1024;

  /** Some seconds of decoding: reports that are on their way already, come after these. */
  private static final int MANY_WAITING = 256;

  private static final int STOP_WITHIN_SECONDS = 5;

  private static final long NANOS_PER_BYTE = 1_000_000 / 1024;

  private final AgentDecoder decoder;
  private final ExecutorService workers;
  private final int most;
  private final long mostBytesInFlight;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::turn));
  private int decoding;
  private long bytesInFlight;

  /**
   * @param largest bytes of one document, inflated
   * @param most bodies decoded at once
   * @param memory for inflated reports that are not stored yet; below it one more may start
   */
  @Inject
  DecodingQueue(
      @ConfigProperty(name = "ght.agents.largest-document", defaultValue = "16M")
          MemorySize largest,
      @ConfigProperty(name = "ght.agents.decoders", defaultValue = "2") int most,
      @ConfigProperty(name = "ght.agents.memory", defaultValue = "64M") MemorySize memory,
      MeterRegistry metrics) {
    this(new AgentDecoder(largest.asLongValue()), most, memory.asLongValue());
    metrics.gauge("ght.agents.waiting", this, DecodingQueue::waiting);
    metrics.gauge("ght.agents.bytes.in.flight", this, DecodingQueue::bytesInFlight);
  }

  DecodingQueue(AgentDecoder decoder, int most, long mostBytesInFlight) {
    this.decoder = decoder;
    this.most = most;
    this.mostBytesInFlight = mostBytesInFlight;
    var names = Thread.ofPlatform().daemon().name("agent-decoder-", 1).factory();
    this.workers = Executors.newFixedThreadPool(most, names);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    workers.shutdown();
    workers.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private record Waiting(
      byte[] body,
      Instant receivedAt,
      long turn,
      Function<AgentRequest, Uni<AgentAnswer>> answer,
      UniEmitter<? super Reply> emitter) {}

  /** An answer with the request that it belongs to. */
  record Reply(AgentRequest request, AgentAnswer answer) {}

  /**
   * @param answer makes the answer of the decoded request; its report counts as in flight until
   *     then
   * @return fails with {@link fr.ght.inventory.intake.agents.decoding.UnreadableBody} if the body
   *     cannot be taken, else as {@code answer} does
   */
  Uni<Reply> submit(
      byte[] body, Instant receivedAt, Function<AgentRequest, Uni<AgentAnswer>> answer) {
    return Uni.createFrom()
        .emitter(emitter -> {
          long turn = System.nanoTime() + body.length * NANOS_PER_BYTE;
          enqueue(new Waiting(body, receivedAt, turn, answer, emitter));
          startMore();
        });
  }

  /** Whether who can come later should. */
  synchronized boolean isBusy() {
    return isFull() || waiting.size() >= MANY_WAITING;
  }

  /** Whether reports wait because memory for them is used up. */
  synchronized boolean isFull() {
    return bytesInFlight >= mostBytesInFlight;
  }

  /** Bodies that wait to be decoded. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Inflated bytes of reports that are not answered yet. */
  synchronized long bytesInFlight() {
    return bytesInFlight;
  }

  private synchronized void enqueue(Waiting body) {
    waiting.add(body);
  }

  private void startMore() {
    for (var next = take(); next != null; next = take()) {
      var body = next;
      workers.execute(() -> decode(body));
    }
  }

  private synchronized @Nullable Waiting take() {
    var next = waiting.peek();
    if (next == null || decoding >= most || (isFull() && next.body().length > SMALL)) {
      return null;
    }
    waiting.poll();
    decoding++;
    return next;
  }

  private void decode(Waiting body) {
    AgentRequest request;
    try {
      request = decoder.decode(body.body(), body.receivedAt());
    } catch (Throwable refusal) {
      decoded(0);
      body.emitter().fail(refusal);
      return;
    }
    decoded(request.inflatedSize());
    Uni.createFrom()
        .deferred(() -> body.answer().apply(request))
        .onTermination()
        .invoke(() -> answered(request.inflatedSize()))
        .subscribe()
        .with(answer -> body.emitter().complete(new Reply(request, answer)), body.emitter()::fail);
  }

  private void decoded(long bytes) {
    synchronized (this) {
      decoding--;
      bytesInFlight += bytes;
    }
    startMore();
  }

  private void answered(long bytes) {
    synchronized (this) {
      bytesInFlight -= bytes;
    }
    startMore();
  }
}
