package fr.ght.local.testing.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a running service answers to. */
public final class Endpoints {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  private Endpoints() {}

  /** What its OpenAPI document says that it has. */
  public static Set<Endpoint> documented(URI service) {
    var document = Answer.to(service, Question.get("/q/openapi?format=json"), "").text();
    var found = new TreeSet<Endpoint>();
    try {
      new ObjectMapper()
          .readTree(document)
          .required("paths")
          .properties()
          .forEach(path ->
              path.getValue()
                  .fieldNames()
                  .forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                      found.add(Endpoint.of(method, path.getKey()));
                    }
                  }));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no OpenAPI document", e);
    }
    return found;
  }

  /**
   * What its resource classes say: pages are not in the document. For a test within the service.
   */
  public static Set<Endpoint> ofResources() {
    var found = new TreeSet<Endpoint>();
    CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(bean -> bean.getBeanClass())
        .filter(type -> type.isAnnotationPresent(Path.class))
        .forEach(type ->
            Arrays.stream(type.getMethods())
                .flatMap(method -> of(type.getAnnotation(Path.class).value(), method))
                .forEach(found::add));
    return found;
  }

  private static Stream<Endpoint> of(String root, Method method) {
    var below = method.getAnnotation(Path.class);
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(
            named -> Endpoint.of(named.value(), root + (below == null ? "" : "/" + below.value())));
  }
}
