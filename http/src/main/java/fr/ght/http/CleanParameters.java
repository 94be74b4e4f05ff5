package fr.ght.http;

import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses control characters in what an address names and asks for, before any resource reads it:
 * nobody can have meant them, and PostgreSQL takes no NUL.
 */
public final class CleanParameters {
  private static final int BEFORE_ALL_OTHERS = 0;
  private static final String REASON = "must have no control characters";

  @ServerRequestFilter(priority = BEFORE_ALL_OTHERS)
  public void refuseControlCharacters(ContainerRequestContext request) {
    var uri = request.getUriInfo();
    refuse(uri.getPathParameters());
    refuse(uri.getQueryParameters());
  }

  private static void refuse(MultivaluedMap<String, String> parameters) {
    parameters.forEach((name, values) -> {
      if (values.stream().anyMatch(Texts::hasControl)) {
        var field = Texts.shown(name);
        throw Kind.UNREADABLE.with(
            "CONTROL_CHARACTER",
            field + " " + REASON + ".",
            List.of(new FieldError(field, REASON)));
      }
    });
  }
}
