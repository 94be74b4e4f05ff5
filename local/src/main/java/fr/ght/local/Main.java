package fr.ght.local;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./run} starts: the commands that act on an instance of the platform. */
@Command(
    name = "run",
    subcommands = {Up.class, Status.class, Rebuild.class, Reset.class},
    description = "The GHT convergence platform on one machine.")
public final class Main {

  private Main() {}

  /** The project's folder, told by {@code ./run}. */
  static Path home() {
    return Path.of(System.getProperty("ght.home", ".")).toAbsolutePath().normalize();
  }

  /** Which instance: every command has these. */
  static final class Where {

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "where the instance keeps everything (default: .data of the project)")
    Path data = home().resolve(".data");

    DataFolder folder() {
      return new DataFolder(data);
    }
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, line, _) -> {
          line.getErr().println(failure.getMessage() == null ? failure : failure.getMessage());
          return 1;
        });
  }
}
