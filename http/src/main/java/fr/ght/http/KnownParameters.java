package fr.ght.http;

import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the address does not know: a misspelt {@code asOf} must not be
 * answered with today's state.
 */
public final class KnownParameters {
  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void refuseUnknown(ContainerRequestContext request, ResourceInfo resource) {
    var given = request.getUriInfo().getQueryParameters().keySet();
    var path = request.getUriInfo().getPath();
    if (given.isEmpty() || (!path.startsWith("/api/") && !path.startsWith("/ops/"))) {
      return;
    }
    var names = known.computeIfAbsent(resource.getResourceMethod(), KnownParameters::namesOf);
    for (var name : given) {
      if (!names.contains(name)) {
        var reason = "is unknown; known here: " + String.join(", ", names);
        throw Kind.UNREADABLE.with(
            "UNKNOWN_PARAMETER",
            "A query parameter is unknown.",
            List.of(new FieldError(Texts.shown(name), reason)));
      }
    }
  }

  /** In alphabetical order. */
  private static Set<String> namesOf(Method method) {
    var direct = Arrays.stream(method.getParameters()).map(p -> p.getAnnotation(QueryParam.class));
    var beans =
        Arrays.stream(method.getParameterTypes())
            .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
            .map(field -> field.getAnnotation(QueryParam.class));
    return Stream.<@Nullable QueryParam>concat(direct, beans)
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
