package fr.ght.local;

import fr.ght.local.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Bring back what ./run backup wrote, into an instance that is stopped.")
final class Restore implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'_'HHmmss").withZone(ZoneOffset.UTC);

  @Mixin private Main.Where where = new Main.Where();

  @Option(
      names = "--replace",
      description = "set aside what is there, under another name, instead of refusing")
  private boolean replace;

  @Option(
      names = "--rewind",
      description =
          "also bring back a state older than what others have been told: they start over")
  private boolean rewind;

  @Parameters(paramLabel = "DIR", description = "what ./run backup wrote")
  private Path folder = Path.of("");

  private final String setAside = "before_" + STAMP.format(Instant.now());

  @Override
  public Integer call() throws IOException, InterruptedException {
    var data = where.folder();
    var source = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(source)) {
      throw new IllegalStateException("there is no folder " + source);
    }
    try (var stopped = StoppedInstance.hold(data)) {
      if (ColdCopy.isOne(source)) {
        System.out.println(ColdCopy.bringBack(source, data, replace, setAside));
        return 0;
      }
      ColdCopy.refuseHalfRestored(data);
      for (var service : QuarkusService.WITH_LOG) {
        var backup = source.resolve(service.database());
        if (!Files.isDirectory(backup)) {
          throw new IllegalStateException(
              "%s holds no backup: there is no %s".formatted(source, backup.getFileName()));
        }
        if (!bringBack(data, stopped, service, backup)) {
          return 1;
        }
      }
      Sample.leaveOut(data.sampleMarker());
    }
    System.out.println("restored from " + source + ": ./run up goes on from there");
    return 0;
  }

  /** Into a database beside, which gets its name when all of it is there. */
  private boolean bringBack(
      DataFolder data, StoppedInstance stopped, QuarkusService service, Path backup)
      throws IOException, InterruptedException {
    var name = service.database();
    var beside = name + "_restoring";
    var postgres = stopped.postgres();
    if (postgres.holdsAnything(name) && !replace) {
      throw new IllegalStateException(
          "there is a log in database %s of %s already: --replace sets it aside as %s"
              .formatted(name, data.path(), name + "_" + setAside));
    }
    postgres.dropDatabase(beside);
    postgres.createDatabase(beside);
    var tool = new LogTool(Main.home(), data, service);
    var kafka = stopped.kafka().map(KafkaServer::bootstrapServers);
    if (!tool.bringBack(postgres.jdbcUrl(beside), kafka, backup, rewind)) {
      postgres.dropDatabase(beside);
      return false;
    }
    if (postgres.replaceDatabase(name, beside, name + "_" + setAside)) {
      System.out.printf("what was in %s is kept as %s_%s%n", name, name, setAside);
    }
    return true;
  }
}
