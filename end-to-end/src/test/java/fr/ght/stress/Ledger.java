package fr.ght.stress;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the platform has acknowledged, by marks: each write carries one of its own into the log.
 * Safe for many threads.
 */
final class Ledger {
  private final AtomicLong marks = new AtomicLong();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> outdated = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> machines = new ConcurrentHashMap<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final LongAdder sentTwice = new LongAdder();
  private final LongAdder sentAgain = new LongAdder();

  String newMark() {
    return "essai-%08d".formatted(marks.incrementAndGet());
  }

  /** The write with this mark was answered: it must be in the log once. */
  void acknowledge(String mark) {
    acknowledged.add(mark);
    taken.incrementAndGet();
  }

  /** What the write said was older than what had been acknowledged: it must change nothing. */
  void acknowledgeOutdated(String mark) {
    outdated.add(mark);
  }

  void newMachine(String finess) {
    machines.computeIfAbsent(finess, _ -> new LongAdder()).increment();
  }

  /** A write that will never be taken, which no good write is. */
  void refuse(String answer) {
    refused.add(answer);
  }

  void sentTwiceAtOnce() {
    sentTwice.increment();
  }

  void sentAgain() {
    sentAgain.increment();
  }

  /** How many writes were acknowledged so far, but for outdated ones. */
  int taken() {
    return taken.get();
  }

  Collection<String> acknowledged() {
    return acknowledged;
  }

  Collection<String> outdated() {
    return outdated;
  }

  Collection<String> refused() {
    return refused;
  }

  long machinesOf(String finess) {
    var counted = machines.get(finess);
    return counted == null ? 0 : counted.sum();
  }

  @Override
  public String toString() {
    return "%,d writes acknowledged and %,d outdated ones; %,d sent twice at once, %,d sent again; %,d machines"
        .formatted(
            taken(),
            outdated.size(),
            sentTwice.sum(),
            sentAgain.sum(),
            machines.values().stream().mapToLong(LongAdder::sum).sum());
  }
}
