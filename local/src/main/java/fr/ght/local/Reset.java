package fr.ght.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Remove an instance's data, for ever.")
final class Reset implements Callable<Integer> {

  @Mixin private Main.Which which = new Main.Which();

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    var data = which.folder();
    if (!Files.exists(data.path())) {
      System.out.println("there is nothing at " + data.path());
      return 0;
    }
    if (!data.isOurs()) {
      throw new IllegalStateException(
          data.path() + " holds no data of this platform: left as it is");
    }
    var lock = data.lock();
    if (lock.isEmpty()) {
      throw new IllegalStateException(data.path() + " is in use: stop the instance first");
    }
    try (var _ = lock.get()) {
      if (!yes && !isConfirmed(data)) {
        System.out.println("left as it is");
        return 1;
      }
      Orphans.end(data);
      PostgresBinaries.remove(data.path());
    }
    System.out.println("removed " + data.path());
    return 0;
  }

  private static boolean isConfirmed(DataFolder data) {
    System.out.printf("remove %s and everything recorded in it? (yes/no) ", data.path());
    System.out.flush();
    var answers = new Scanner(System.in, StandardCharsets.UTF_8);
    return answers.hasNextLine() && answers.nextLine().trim().equals("yes");
  }
}
