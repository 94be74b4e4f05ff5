package fr.ght.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of somebody who may do everything in the groups and establishments that were named so far,
 * from the development issuer of a local instance. For any thread.
 */
public final class AllRights {
  private static final String ROLES = "system dsi rssi buyer requester ops";

  private final URI issuer;
  private final Set<String> ghts = new TreeSet<>();
  private final Set<String> establishments = new TreeSet<>();
  private @Nullable String token;

  /**
   * @param front the one address of the instance
   */
  public AllRights(URI front) {
    issuer = front.resolve("/issuer/token");
  }

  /** There too. */
  public synchronized void also(String ght, String finess) {
    var newGroup = ghts.add(ght);
    var newEstablishment = establishments.add(finess);
    if (newGroup || newEstablishment) {
      token = null;
    }
  }

  /** The last one is no longer good. */
  public synchronized void renew() {
    token = null;
  }

  /** To be sent as a bearer token. */
  public synchronized String token() throws IOException {
    var known = token;
    if (known == null) {
      known = asked();
      token = known;
    }
    return known;
  }

  private String asked() throws IOException {
    var form =
        "grant_type=urn%3Aght%3Agrant%3Adevelopment&sub=all-rights&roles="
            + encoded(ROLES)
            + "&finess="
            + encoded(String.join(" ", establishments))
            + "&ght="
            + encoded(String.join(" ", ghts));
    var request =
        HttpRequest.newBuilder(issuer)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return new ObjectMapper()
          .readTree(client.send(request, BodyHandlers.ofString()).body())
          .path("access_token")
          .asText();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a token", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
