package fr.ght.benchmarks.log;

import java.time.Duration;

/**
 * Processor time used so far, by the operating system's account.
 *
 * @param client this JVM
 * @param server the PostgreSQL server with all its backends that still live
 */
record CpuTime(Duration client, Duration server) {

  static CpuTime now(long postmaster) {
    var server = ProcessHandle.of(postmaster).orElseThrow();
    return new CpuTime(
        used(ProcessHandle.current()),
        server.descendants().map(CpuTime::used).reduce(used(server), Duration::plus));
  }

  CpuTime since(CpuTime earlier) {
    return new CpuTime(client.minus(earlier.client), server.minus(earlier.server));
  }

  CpuTime plus(CpuTime other) {
    return new CpuTime(client.plus(other.client), server.plus(other.server));
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
