package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers prove themselves with stays out of answers, logs and command lines. */
@ExtendWith(OnePlatform.class)
class SecretsJourney {
  private static final String CANARY = "Q2FuYXJ5T2ZBU2VjcmV0";

  private static final List<String> PROOFS =
      List.of(
          "Bearer " + CANARY,
          "Bearer eyJhbGciOiJub25lIn0." + CANARY + ".",
          "Basic " + CANARY,
          "Negotiate " + CANARY,
          CANARY);

  private final RunningPlatform platform;

  SecretsJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void no_command_line_of_the_platform_holds_a_secret() {
    assertThat(platform.processes()).hasSizeGreaterThanOrEqualTo(RunningPlatform.PARTS.size());
    assertThat(platform.processes())
        .noneMatch(line ->
            line.toLowerCase(java.util.Locale.ROOT).matches(".*(password|passwd|secret).*"));
  }

  @Test
  void what_a_caller_proves_himself_with_is_neither_answered_nor_logged() throws Exception {
    var answers =
        Stream.of("/", "/api/view/ghts", "/api/inventory/assets", "/agents/420784878", "/nothing")
            .flatMap(path -> PROOFS.stream().map(proof -> answer(path, proof)))
            .toList();
    assertThat(answers).hasSize(25).noneMatch(text -> text.contains(CANARY));
    assertThat(new Traces(platform).logged()).isNotEmpty().noneMatch(line -> line.contains(CANARY));
  }

  /** Status, headers and body. */
  private String answer(String path, String proof) {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(platform.front().address() + path.substring(1)))
                  .header("Authorization", proof)
                  .method(
                      path.startsWith("/agents") ? "POST" : "GET",
                      HttpRequest.BodyPublishers.ofString("<REQUEST/>"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + " " + proof).isLessThan(500);
      return answer.statusCode() + " " + answer.headers().map() + " " + answer.body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
