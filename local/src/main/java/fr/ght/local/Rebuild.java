package fr.ght.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = "Build a view of ght-view anew from the facts; show its digest before and after.")
final class Rebuild implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  @Mixin private Main.Which which = new Main.Which();

  @Parameters(paramLabel = "VIEW", description = "the view's name; a wrong one lists them all")
  private String view = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    var data = which.folder();
    var part = data.instance().flatMap(instance -> instance.part(Route.VIEW));
    if (!data.isInUse() || part.isEmpty()) {
      throw new IllegalStateException("nothing is running on " + data.path());
    }
    var port = part.get().port();
    var path = "/ops/views/" + URLEncoder.encode(view, StandardCharsets.UTF_8);
    var begun = post(port, path + "/rebuild");
    if (begun.statusCode() == 404) {
      throw new IllegalStateException(
          "there is no view '%s'; the views are: %s".formatted(view, names(port)));
    }
    if (begun.statusCode() >= 300) {
      throw new IllegalStateException("%d: %s".formatted(begun.statusCode(), begun.body()));
    }
    tell(finished(port, path));
    return 0;
  }

  private static HttpResponse<String> post(int port, String path)
      throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + port + path);
    var request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()).build();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String names(int port) throws IOException {
    var answer = QuarkusService.answer(port, "/ops/views");
    var views = JSON.readTree(answer.map(HttpResponse::body).orElse("[]"));
    return String.join(", ", views.findValuesAsText("view"));
  }

  /** Waits, with a line whenever the share that is done has moved by a percent. */
  private JsonNode finished(int port, String path) throws IOException {
    var told = -1L;
    while (true) {
      var answer = QuarkusService.answer(port, path).filter(a -> a.statusCode() == 200);
      if (answer.isPresent()) {
        var state = JSON.readTree(answer.get().body());
        if (!state.path("state").asText().equals("REBUILDING")) {
          return state;
        }
        var percent = Math.round(state.path("progress").asDouble() * 100);
        if (percent != told) {
          System.out.printf("%s: %d %%%n", view, percent);
          told = percent;
        }
      }
      GuardedProcess.pause(LOOK_EVERY);
    }
  }

  private void tell(JsonNode state) {
    var rebuild = state.path("rebuild");
    System.out.printf("%s: rebuilt%n", view);
    System.out.printf("  as of   %s%n", rebuild.path("asOf").asText("unknown"));
    System.out.printf("  before  %s%n", rebuild.path("digestBefore").asText("unknown"));
    System.out.printf("  after   %s%n", rebuild.path("digestAfter").asText("unknown"));
    if (rebuild.path("same").isBoolean()) {
      System.out.println(
          rebuild.path("same").asBoolean()
              ? "  the same: the view was what the facts say"
              : "  not the same: the view had not been what the facts say");
    }
  }
}
