package fr.ght.http;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.ws.rs.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/**
 * The methods that an address takes. The framework knows them of one resource class; here the
 * address of one class may lie below that of another, and then it finds nothing where only the
 * method is wrong.
 */
final class AllowedMethods {
  private static final String NOTHING_MORE = "/";

  private AllowedMethods() {}

  /**
   * @param path as the framework decoded it
   * @return empty if nothing is at this address
   */
  static NavigableSet<String> at(String path) {
    var classes =
        new RequestMapper<>(
            new ArrayList<>(ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers()));
    var allowed = new TreeSet<String>();
    for (var match = classes.map(path);
        match != null;
        match = classes.continueMatching(path, match)) {
      addTo(allowed, match);
    }
    if (allowed.contains(HttpMethod.GET)) {
      allowed.add(HttpMethod.HEAD);
    }
    if (!allowed.isEmpty()) {
      allowed.add(HttpMethod.OPTIONS);
    }
    return allowed;
  }

  private static void addTo(
      NavigableSet<String> allowed, RequestMapper.RequestMatch<InitialMatch> match) {
    var remaining = match.remaining.isEmpty() ? NOTHING_MORE : match.remaining;
    Arrays.stream(match.value.handlers)
        .filter(ClassRoutingHandler.class::isInstance)
        .map(ClassRoutingHandler.class::cast)
        .flatMap(methods -> methods.getMappers().entrySet().stream())
        .filter(method -> method.getValue().map(remaining) != null)
        .map(Map.Entry::getKey)
        .filter(Objects::nonNull)
        .forEach(allowed::add);
  }
}
