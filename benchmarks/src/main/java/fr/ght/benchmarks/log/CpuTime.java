package fr.ght.benchmarks.log;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Processor time used so far, by the operating system's account.
 *
 * @param client this JVM
 * @param server the servers, each with all its children that still live
 */
public record CpuTime(Duration client, Duration server) {

  /**
   * @param servers their process ids
   */
  public static CpuTime now(long... servers) {
    return new CpuTime(
        used(ProcessHandle.current()),
        LongStream.of(servers)
            .mapToObj(pid -> ProcessHandle.of(pid).orElseThrow())
            .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
            .map(CpuTime::used)
            .reduce(Duration.ZERO, Duration::plus));
  }

  public CpuTime since(CpuTime earlier) {
    return new CpuTime(client.minus(earlier.client), server.minus(earlier.server));
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
