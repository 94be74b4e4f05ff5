package fr.ght.http;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** Addresses as this program writes them, without anything that a caller put into one. */
public final class PathTemplate {
  private static final String NOTHING_MORE = "/";

  private PathTemplate() {}

  /**
   * @param path as the framework decoded it
   * @return such as {@code /api/view/ghts/{ght}/audit}; empty if nothing is at this address
   */
  public static Optional<String> of(String path) {
    var classes =
        new RequestMapper<>(
            new ArrayList<>(ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers()));
    for (var match = classes.map(path);
        match != null;
        match = classes.continueMatching(path, match)) {
      var found = template(match);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> template(RequestMapper.RequestMatch<InitialMatch> match) {
    var remaining = match.remaining.isEmpty() ? NOTHING_MORE : match.remaining;
    return Arrays.stream(match.value.handlers)
        .filter(ClassRoutingHandler.class::isInstance)
        .map(ClassRoutingHandler.class::cast)
        .flatMap(methods -> methods.getMappers().values().stream())
        .flatMap(methods -> Stream.ofNullable(methods.map(remaining)))
        .map(method -> joined(match.template.template, method.template.template))
        .findFirst();
  }

  private static String joined(String type, String method) {
    return method.equals(NOTHING_MORE) ? type : type + method;
  }
}
