package fr.ght.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Write each service's log into a folder, while it runs or not.")
final class Backup implements Callable<Integer> {

  @Mixin private Main.Which which = new Main.Which();

  @Option(
      names = "--cold",
      description = "copy all data of a stopped instance instead, views and Kafka included")
  private boolean cold;

  @Parameters(paramLabel = "DIR", description = "a folder that is empty or not there")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    var data = which.folder();
    var target = folder.toAbsolutePath().normalize();
    if (!data.isOurs()) {
      throw new IllegalStateException("there is no instance at " + data.path());
    }
    ColdCopy.refuseUnlessEmpty(target);
    if (cold) {
      try (var _ = StoppedInstance.hold(data)) {
        ColdCopy.refuseHalfRestored(data);
        System.out.println(ColdCopy.take(data, target));
      }
      return 0;
    }
    if (data.isInUse()) {
      var postgres = data.instance().flatMap(instance -> instance.part("postgres"));
      if (postgres.isEmpty()) {
        throw new IllegalStateException("the instance is still starting: try again");
      }
      return export(data, postgres.get().port(), target);
    }
    try (var stopped = StoppedInstance.hold(data)) {
      ColdCopy.refuseHalfRestored(data);
      if (!Files.exists(data.postgres())) {
        throw new IllegalStateException("nothing was ever recorded at " + data.path());
      }
      return export(data, stopped.postgres().port(), target);
    }
  }

  private static int export(DataFolder data, int postgres, Path target)
      throws IOException, InterruptedException {
    for (var service : QuarkusService.WITH_LOG) {
      var tool = new LogTool(Main.home(), data, service);
      var url = PostgresServer.jdbcUrl(postgres, service.database());
      if (!tool.export(url, target.resolve(service.database()))) {
        return 1;
      }
    }
    System.out.println("backed up to " + target);
    return 0;
  }
}
