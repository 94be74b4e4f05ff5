package fr.ght.local;

import fr.ght.local.issuer.DevelopmentIssuer;
import io.vertx.core.http.impl.HttpUtils;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which service answers for a path of the one address; the Ingress routes the same paths. */
sealed interface Route {

  /**
   * To this service, under this normalised path; {@code waits} for it to come back if it is down.
   */
  record To(String service, String path, boolean waits) implements Route {}

  /** To the development issuer. */
  record ToIssuer() implements Route {}

  /** No address: an escape in it is not one. */
  record Unreadable() implements Route {}

  /** No page and no interface of ours: what is for operations stays on the services' own ports. */
  record Nowhere() implements Route {}

  String INVENTORY = "inventory-service";
  String VIEW = "ght-view";

  Map<String, String> SERVICES =
      Map.of(
          "/agents", INVENTORY,
          "/api/inventory", INVENTORY,
          "/api/view", VIEW);

  Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  List<String> CLOSED = List.of("/q", "/ops", "/api");

  /** Routes on what the service will read: dots and needless escapes resolved. */
  static Route of(String rawPath, @Nullable String query) {
    if (BROKEN_ESCAPE.matcher(rawPath + "?" + query).find()) {
      return new Unreadable();
    }
    var path = HttpUtils.normalizePath(rawPath.isEmpty() ? "/" : rawPath).replaceAll("/{2,}", "/");
    if (isUnder(DevelopmentIssuer.PATH, path)) {
      return path.equals(rawPath) ? new ToIssuer() : new Nowhere();
    }
    return SERVICES.entrySet().stream()
        .filter(entry -> isUnder(entry.getKey(), path))
        .<Route>map(e -> new To(e.getValue(), path, e.getKey().equals("/agents")))
        .findFirst()
        .orElseGet(() ->
            CLOSED.stream().anyMatch(prefix -> isUnder(prefix, path))
                ? new Nowhere()
                : new To(VIEW, path, false));
  }

  private static boolean isUnder(String prefix, String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
