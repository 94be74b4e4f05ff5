package fr.ght.access.signin;

import fr.ght.http.ProblemAnswers;
import fr.ght.http.hardening.Refusals;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Notes who was refused what, also where the answer only says that there is no such thing. */
public final class RefusedAttempts {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Refusals refusals;
  private final Call call;

  public RefusedAttempts(Refusals refusals, Call call) {
    this.refusals = refusals;
    this.call = call;
  }

  @ServerResponseFilter
  public void note(ContainerRequestContext request, ContainerResponseContext response) {
    reason(request, response.getStatus())
        .ifPresent(reason ->
            refusals.tell(
                response.getStatus(),
                request.getMethod(),
                request.getUriInfo().getPath(),
                call.who().orElse(Refusals.NOBODY),
                reason));
  }

  private static Optional<String> reason(ContainerRequestContext request, int status) {
    if (request.getProperty(ProblemAnswers.REFUSAL) instanceof String reason) {
      return Optional.of(reason);
    }
    return switch (status) {
      case UNAUTHORIZED ->
          Optional.of(
              request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                  ? "NOT_SIGNED_IN"
                  : "TOKEN_REFUSED");
      case FORBIDDEN -> Optional.of("FORBIDDEN");
      default -> Optional.empty();
    };
  }
}
