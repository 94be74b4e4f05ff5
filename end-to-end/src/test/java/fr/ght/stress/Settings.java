package fr.ght.stress;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param length of the load; it goes on until each kind of trouble has befallen once, all the same
 * @param seed of what is pushed and of what befalls whom; the moments are the machine's
 * @param writes that are acknowledged between two troubles, about
 * @param outage how long the broker stays away when it does
 * @param pause how long the relay's leader is paused: beyond its lease of four seconds
 */
record Settings(Duration length, long seed, int writes, Duration outage, Duration pause) {

  static Settings atLength(Duration length, long seed) {
    return new Settings(length, seed, 400, Duration.ofMinutes(1), Duration.ofSeconds(9));
  }

  static Settings inShort(long seed) {
    return new Settings(Duration.ZERO, seed, 50, Duration.ofSeconds(3), Duration.ofSeconds(6));
  }
}
