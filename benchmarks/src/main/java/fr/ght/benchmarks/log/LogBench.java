package fr.ght.benchmarks.log;

import fr.ght.benchmarks.signin.SignInBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks that start servers of their own, by name. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the log, the relay and the views beside their bare ceilings, and sign-in.",
    subcommands = {
      AppendBenchmark.class,
      ReplayBenchmark.class,
      RelayBenchmark.class,
      PropagationBenchmark.class,
      RebuildBenchmark.class,
      SignInBenchmark.class
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
