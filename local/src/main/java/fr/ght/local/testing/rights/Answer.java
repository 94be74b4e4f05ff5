package fr.ght.local.testing.rights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * What came back.
 *
 * @param headers their names
 * @param text where it leads and the body; of a stream that goes on, nothing
 */
public record Answer(int status, Set<String> headers, String text) {
  private static final int SEE_OTHER = 303;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param authorization the header's value; empty for none
   */
  static Answer to(URI service, Question question, String authorization) {
    var request =
        HttpRequest.newBuilder(URI.create(service + question.address()))
            .timeout(PATIENCE)
            .method(
                question.method(),
                question.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(question.body()));
    for (int i = 0; i < question.headers().size(); i += 2) {
      request.header(question.headers().get(i), question.headers().get(i + 1));
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new IllegalStateException("no answer to " + question.address(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer of(HttpResponse<InputStream> response) throws IOException {
    var headers = response.headers();
    try (var body = response.body()) {
      var goesOn = headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream");
      var text = goesOn ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(
          response.statusCode(),
          headers.map().keySet(),
          headers.firstValue("Location").orElse("") + text);
    }
  }

  boolean isSuccess() {
    return status / 100 == 2 || status == SEE_OTHER;
  }

  boolean namesAny(Collection<String> names) {
    return names.stream().anyMatch(text::contains);
  }
}
