package fr.ght.benchmarks.log;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks of the log and what follows it, by name. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the log, the relay and the views beside their bare ceilings.",
    subcommands = {
      AppendBenchmark.class,
      ReplayBenchmark.class,
      RelayBenchmark.class,
      PropagationBenchmark.class,
      RebuildBenchmark.class
    })
public final class LogBench {

  private LogBench() {}

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new LogBench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
