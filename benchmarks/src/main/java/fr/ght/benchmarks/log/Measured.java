package fr.ght.benchmarks.log;

import org.HdrHistogram.Histogram;

/**
 * One run: how many operations in which time, and how long each took.
 *
 * @param micros of each operation, as its caller saw it
 * @param cpu used meanwhile
 */
record Measured(long operations, double seconds, Histogram micros, CpuTime cpu) {

  double clientMicros() {
    return cpu.client().toNanos() / 1e3 / operations;
  }

  double serverMicros() {
    return cpu.server().toNanos() / 1e3 / operations;
  }

  /** Operations per second of processor time, of client and servers together. */
  double perCoreSecond() {
    return 1e6 / (clientMicros() + serverMicros());
  }

  double perSecond() {
    return operations / seconds;
  }

  double millisAt(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }
}
