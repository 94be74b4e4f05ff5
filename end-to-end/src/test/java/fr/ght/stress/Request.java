package fr.ght.stress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.benchmarks.Front;
import fr.ght.benchmarks.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A write, to be sent as often as it takes: sent again it is the same. */
final class Request {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable String agentOf;

  /**
   * @param agentOf the establishment whose agent sends it, by a credential of whichever entrance
   */
  private Request(
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      @Nullable String agentOf) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
    this.agentOf = agentOf;
  }

  static Request report(String finess, Report report) {
    return new Request(
        "POST",
        "/agents/" + finess,
        Map.of(
            "Content-Type", "application/x-compress-zlib",
            "User-Agent", "FusionInventory-Agent_v2.6-3"),
        Report.zlib(report.xml()),
        finess);
  }

  /**
   * What an application is now, under a name that makes it one command however often it is sent.
   */
  static Request application(String id, String name, Map<String, Object> body) {
    try {
      return new Request(
          "PUT",
          "/api/inventory/applications/" + id,
          Map.of("Content-Type", "application/json", "Idempotency-Key", name),
          JSON.writeValueAsBytes(body),
          null);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path() {
    return path;
  }

  HttpResponse<byte[]> sendBy(Front entrance) throws IOException {
    var all = new HashMap<>(headers);
    if (agentOf != null) {
      all.put("Authorization", entrance.authorization(agentOf));
    }
    return entrance.send(method, path, all, body);
  }
}
