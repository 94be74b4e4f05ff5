package fr.ght.local;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Take what a view has set aside into it after all, once its cause is mended.",
      "With 'relay', send the facts that could not be sent."
    })
final class Replay implements Callable<Integer> {
  private static final String RELAY = "relay";

  @Mixin private Main.Which which = new Main.Which();

  @Parameters(
      index = "0",
      paramLabel = "VIEW",
      description = "or relay; a wrong name lists the views")
  private String view = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "STREAM",
      description = "only this stream; without it all of them")
  private @Nullable String stream;

  @Option(names = "--list", description = "only show what stands aside, and why")
  private boolean list;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int worst = 0;
    for (var one : targets().entrySet()) {
      worst = Math.max(worst, call(one.getKey(), one.getValue()));
    }
    return worst;
  }

  private Map<String, Operations> targets() throws IOException {
    return view.equals(RELAY)
        ? Operations.ofRelays(which.folder())
        : Map.of(view, Operations.ofView(which.folder(), view));
  }

  private int call(String name, Operations operations) throws IOException, InterruptedException {
    if (list) {
      list(operations);
      return 0;
    }
    var query =
        stream == null ? "" : "?stream=" + URLEncoder.encode(stream, StandardCharsets.UTF_8);
    var answer = operations.post("/replay" + query);
    System.out.printf(
        "%s: %d streams replayed, %d taken%n",
        name, answer.path("streams").asInt(), answer.path("taken").asLong());
    var again = answer.path("parkedAgain");
    for (var one : again) {
      System.out.printf(
          "  %s stands aside again: %s%n",
          one.path("stream").asText(), one.path("reason").asText());
    }
    return again.isEmpty() ? 0 : 1;
  }

  private void list(Operations operations) throws IOException {
    var cursor = "";
    do {
      var page = operations.get("/parked?limit=500" + cursor).orElseThrow();
      for (var one : page.path("items")) {
        System.out.printf(
            "%s from version %d, %d in all, since %s: %s%n",
            one.path("stream").asText(),
            one.path("firstVersion").asLong(),
            one.path("count").asLong(),
            one.path("since").asText(),
            one.path("reason").asText());
      }
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
  }
}
