package fr.ght.benchmarks.log;

import java.util.Locale;

/**
 * What callers do in one measurement.
 *
 * @param callers each waits for its answer before it asks again
 * @param events of one append
 * @param padding characters of an event's payload
 * @param commands whether each append carries a command's identity, which is one more row
 */
record Scenario(int callers, int events, Streams streams, int padding, boolean commands) {

  /** Which streams the callers write. */
  enum Streams {
    /** Every append begins a stream. */
    NEW,
    /** All callers write one stream. */
    HOT,
    /** Ten thousand streams, few of them often: Zipf's law with exponent 1. */
    ZIPF
  }

  /** As many connections as callers, up to what a server of this size is given. */
  int connections() {
    return Math.min(callers, 32);
  }

  String name() {
    return "%d callers, %d event%s of %d characters, %s streams%s"
        .formatted(
            callers,
            events,
            events == 1 ? "" : "s",
            padding,
            streams.name().toLowerCase(Locale.ROOT),
            commands ? ", commands with identity" : "");
  }
}
