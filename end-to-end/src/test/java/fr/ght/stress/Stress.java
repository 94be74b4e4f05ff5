package fr.ght.stress;

import fr.ght.journeys.RunningPlatform;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./run stress} starts. */
@Command(
    name = "stress",
    mixinStandardHelpOptions = true,
    description =
        "Loads a platform of its own, kills and pauses its processes at random, and counts what"
            + " that lost, duplicated or reordered. Ends with 1 if anything.")
public final class Stress implements Callable<Integer> {

  @Option(
      names = "--minutes",
      description = "how long the load lasts, fractions allowed (default: ${DEFAULT-VALUE})")
  private double minutes = 20;

  @Option(
      names = "--seed",
      description = "the order of loads and troubles (default: a random one, which is said)")
  private long seed = new Random().nextInt(1_000_000);

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Stress()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var length = Duration.ofSeconds(Math.round(minutes * 60));
    System.out.println("starting a platform of its own");
    var platform = RunningPlatform.start();
    var ending = new Thread(platform.runner()::kill);
    Runtime.getRuntime().addShutdownHook(ending);
    System.out.println("it keeps its data in " + platform.data());
    try {
      var run = new StressRun(platform, Settings.atLength(length, seed), System.out::println);
      var result = run.run();
      System.out.println(result.table());
      if (result.isClean()) {
        platform.close();
        return 0;
      }
    } catch (Exception | AssertionError broken) {
      broken.printStackTrace();
    } finally {
      Runtime.getRuntime().removeShutdownHook(ending);
    }
    System.out.println(platform.lastWords());
    platform.runner().terminate();
    platform.runner().awaitExit();
    System.out.println("for whoever looks for the cause, all is left in " + platform.data());
    return 1;
  }
}
