package fr.ght.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Build a view anew beside itself, compare it with the one that is read, and switch to it.",
      "It is switched to also where it differs, since the log is the truth; the old version stays"
          + " until it is dropped."
    })
final class Rebuild implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  @Mixin private Main.Which which = new Main.Which();

  @Parameters(paramLabel = "VIEW", description = "the view's name; a wrong one lists them all")
  private String view = "";

  @ArgGroup private Instead instead = new Instead();

  /** What to do with the versions that there are, or how to build another. */
  private static final class Instead {
    @Option(
        names = "--hold",
        description = "do not switch where it differs: wait for --switch or --drop")
    private boolean hold;

    @Option(names = "--switch", description = "switch to the version that is held")
    private boolean switchTo;

    @Option(names = "--back", description = "switch back to the version that was read before")
    private boolean back;

    @Option(
        names = "--drop",
        description = "drop the versions that are kept, and give up one that is held or filled")
    private boolean drop;

    @Option(names = "--versions", description = "show the versions that there are")
    private boolean versions;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var operations = Operations.ofView(which.folder(), view);
    if (instead.versions) {
      versions(operations).forEach(this::tell);
    } else if (instead.drop) {
      drop(operations);
    } else if (instead.back) {
      operations.post("/versions/%d/live".formatted(last(operations, "KEPT")));
      System.out.printf("%s: the version before is read again%n", view);
    } else if (instead.switchTo) {
      operations.post("/versions/%d/live".formatted(last(operations, "HELD")));
      follow(operations);
    } else {
      operations.post("/rebuild?hold=" + instead.hold);
      follow(operations);
    }
    return 0;
  }

  private void drop(Operations operations) throws IOException, InterruptedException {
    for (var version : versions(operations)) {
      if (!version.path("state").asText().equals("LIVE")) {
        operations.delete("/versions/" + version.path("version").asInt());
        System.out.printf("%s: version %d is gone%n", view, version.path("version").asInt());
      }
    }
  }

  /**
   * @throws IllegalStateException if there is none in this state
   */
  private int last(Operations operations, String state) throws IOException {
    @Nullable JsonNode last = null;
    for (var version : versions(operations)) {
      var isLater =
          last == null
              || version.path("changedAt").asText().compareTo(last.path("changedAt").asText()) > 0;
      if (version.path("state").asText().equals(state) && isLater) {
        last = version;
      }
    }
    if (last == null) {
      throw new IllegalStateException(
          "no version of %s is %s".formatted(view, state.equals("HELD") ? "held" : "kept"));
    }
    return last.path("version").asInt();
  }

  private static List<JsonNode> versions(Operations operations) throws IOException {
    var all = new ArrayList<JsonNode>();
    operations.get("/versions").ifPresent(versions -> versions.forEach(all::add));
    return all;
  }

  /** A line whenever the share that is done has moved by a percent, and what came of it. */
  private void follow(Operations operations) throws IOException {
    var told = "";
    while (true) {
      var found = operations.get("/rebuild");
      if (found.isPresent()) {
        var rebuild = found.get();
        if (!rebuild.path("state").asText().equals("FILLING")) {
          tellEnd(rebuild);
          return;
        }
        var line = progress(rebuild);
        if (!line.equals(told)) {
          System.out.println(line);
          told = line;
        }
      }
      GuardedProcess.pause(LOOK_EVERY);
    }
  }

  private String progress(JsonNode rebuild) {
    var trouble = rebuild.path("trouble").asText("");
    if (!trouble.isEmpty() && !trouble.equals("null")) {
      return "%s: tried again: %s".formatted(view, trouble);
    }
    var done = rebuild.path("done").asLong();
    var total = rebuild.path("total").asLong();
    if (!rebuild.path("digestAfter").isNull() && !rebuild.path("digestAfter").isMissingNode()) {
      return "%s: compared, waits for readers to switch".formatted(view);
    }
    var remaining = rebuild.path("remainingSeconds");
    return "%s: %d %%, %d of %d events%s%s"
        .formatted(
            view,
            total == 0 ? 0 : 100 * done / total,
            done,
            total,
            rebuild.path("perSecond").asLong() == 0
                ? ""
                : ", %d/s".formatted(rebuild.path("perSecond").asLong()),
            remaining.isNumber() ? ", %d s left".formatted(remaining.asLong()) : "");
  }

  private void tellEnd(JsonNode rebuild) {
    var isLive = rebuild.path("state").asText().equals("LIVE");
    System.out.printf(
        "%s: %s%n",
        view,
        isLive ? "rebuilt, and read from now on" : "rebuilt, and held: --switch or --drop it");
    System.out.printf("  before  %s%n", rebuild.path("digestBefore").asText("unknown"));
    System.out.printf("  after   %s%n", rebuild.path("digestAfter").asText("unknown"));
    if (rebuild.path("same").asBoolean()) {
      System.out.println("  the same: the view was what the log says");
    } else {
      System.out.printf(
          "  not the same: %d rows only before, %d only after%n",
          rebuild.path("onlyBefore").asLong(), rebuild.path("onlyAfter").asLong());
    }
    if (isLive) {
      System.out.printf(
          "  the old version is kept: ./run rebuild %s --back returns to it, --drop drops it%n",
          view);
    }
  }

  private void tell(JsonNode version) {
    System.out.printf(
        "%s version %d: %s since %s%n",
        view,
        version.path("version").asInt(),
        version.path("state").asText().toLowerCase(java.util.Locale.ROOT),
        version.path("changedAt").asText());
  }
}
