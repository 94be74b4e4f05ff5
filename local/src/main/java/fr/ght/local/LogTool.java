package fr.ght.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program in a service that writes its log into files and brings it back, in a process of its
 * own. It says itself what it does, and why not.
 */
record LogTool(Path home, DataFolder data, QuarkusService service) {
  private static final String PROGRAM = "fr.ght.eventsourcing.backup.LogTool";

  /** Whether it wrote the whole log into {@code folder}. */
  boolean export(String jdbcUrl, Path folder) throws IOException, InterruptedException {
    return run(jdbcUrl, Optional.empty(), List.of("export", folder.toString()));
  }

  /**
   * Whether it brought the whole log back.
   *
   * @param kafka where others may have heard of this log
   */
  boolean bringBack(String jdbcUrl, Optional<String> kafka, Path folder, boolean rewind)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("import", folder.toString()));
    if (rewind) {
      arguments.add("--rewind");
    }
    return run(jdbcUrl, kafka, arguments);
  }

  private boolean run(String jdbcUrl, Optional<String> kafka, List<String> arguments)
      throws IOException, InterruptedException {
    var built = service.built(home);
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dght.data=" + data.path(),
                "-cp",
                "%1$s/app/*:%1$s/lib/main/*:%1$s/lib/boot/*".formatted(built),
                PROGRAM));
    words.addAll(arguments);
    var builder = new ProcessBuilder(words).inheritIO();
    builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
    builder.environment().put("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER);
    builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", "");
    builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
    kafka.ifPresent(address -> builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", address));
    return builder.start().waitFor() == 0;
  }
}
