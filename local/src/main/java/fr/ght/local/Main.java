package fr.ght.local;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ./run} starts: the commands that act on an instance of the platform. */
@Command(
    name = "run",
    subcommands = {
      Up.class,
      Status.class,
      Rebuild.class,
      Replay.class,
      Token.class,
      Backup.class,
      Restore.class,
      Reset.class
    },
    description = "The GHT convergence platform on one machine.")
public final class Main {

  private Main() {}

  /** The project's folder, told by {@code ./run}. */
  static Path home() {
    return Path.of(System.getProperty("ght.home", ".")).toAbsolutePath().normalize();
  }

  /** Where an instance keeps everything. */
  static final class Where {

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "where the instance keeps everything (default: .data of the project)")
    @Nullable Path data;

    DataFolder folder() {
      return new DataFolder(data == null ? home().resolve(".data") : data);
    }
  }

  /** Which of the running instances a command is about. */
  static final class Which {

    @Mixin private Where where = new Where();

    @Option(names = "--port", paramLabel = "N", description = "the instance that has this port")
    private @Nullable Integer port;

    DataFolder folder() throws IOException {
      if (port == null || where.data != null) {
        return where.folder();
      }
      return RunningInstances.dataOf(port)
          .map(DataFolder::new)
          .orElseThrow(() -> new IllegalStateException("nothing is running at port " + port));
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
