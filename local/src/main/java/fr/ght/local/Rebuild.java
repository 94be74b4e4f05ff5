package fr.ght.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = "Build a view anew from the facts, and show its digest.")
final class Rebuild implements Callable<Integer> {

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
    var name = URLEncoder.encode(view, StandardCharsets.UTF_8);
    var address = "http://127.0.0.1:%d/ops/views/%s/rebuild".formatted(part.get().port(), name);
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
      var isRebuilt = response.statusCode() < 300;
      response.body().forEach(line -> (isRebuilt ? System.out : System.err).println(line));
      return isRebuilt ? 0 : 1;
    }
  }
}
