package fr.ght.benchmarks.log;

import fr.ght.benchmarks.search.SearchBenchmark;
import fr.ght.benchmarks.signin.SignInBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks that start servers of their own, by name. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the log, the relay, views and lists beside their bare ceilings, and sign-in.",
    subcommands = {
      AppendBenchmark.class,
      ReplayBenchmark.class,
      RelayBenchmark.class,
      PropagationBenchmark.class,
      RebuildBenchmark.class,
      SignInBenchmark.class,
      SearchBenchmark.class
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
