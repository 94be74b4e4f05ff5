package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.ght.benchmarks.Front;
import java.time.Duration;
import java.time.Instant;

/** What the shared view answers, once it has caught up. */
public record View(Front front) {
  private static final Duration CATCHES_UP_WITHIN = Duration.ofSeconds(90);

  JsonNode group(String ght) {
    return front.get(path(ght));
  }

  JsonNode group(String ght, Instant asOf) {
    return front.get(path(ght) + "?asOf=" + asOf);
  }

  public JsonNode establishment(String ght, String finess) {
    return front.get(path(ght) + "/establishments/" + finess);
  }

  JsonNode machines(String ght, String sought) {
    return front.get(path(ght) + "/assets?q=" + sought);
  }

  public String digest(String ght, Instant asOf) {
    return front.get(path(ght) + "/digest?asOf=" + asOf).path("digest").asText();
  }

  /** Returns when all that was recorded until now is in the view, with the instant it holds for. */
  Instant caughtUp(String ght) {
    return caughtUp(ght, CATCHES_UP_WITHIN);
  }

  public Instant caughtUp(String ght, Duration within) {
    var now = Instant.now();
    await("the view catches up")
        .atMost(within)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .untilAsserted(() -> {
          var complete = group(ght).path("completeUpTo").asText();
          assertThat(Instant.parse(complete)).isAfter(now);
        });
    return now;
  }

  private static String path(String ght) {
    return "/api/view/ghts/" + ght;
  }
}
