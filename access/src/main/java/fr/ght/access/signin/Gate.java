package fr.ght.access.signin;

import fr.ght.access.Access;
import fr.ght.access.Access.Denial;
import fr.ght.access.Action;
import fr.ght.access.Policy;
import fr.ght.access.Scope;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.http.ProblemAnswers;
import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Asks everybody for a token before anything else is looked at, also whether the address exists.
 * What is for operations is closed here to all others.
 */
public final class Gate {
  private static final String OPERATIONS = "/ops";
  private static final int FIRST = 0;

  static final String CHALLENGE = "Bearer realm=\"ght\"";

  static final Problem NOT_SIGNED_IN =
      Kind.NOT_SIGNED_IN.problem(
          "NOT_SIGNED_IN",
          "Send a bearer token of this deployment's issuer that is still valid.",
          List.of());

  private final SignIn signIn;
  private final Call call;
  private final Instance<Unguarded> unguarded;
  private final Instance<Welcome> welcomes;

  public Gate(SignIn signIn, Call call, Instance<Unguarded> unguarded, Instance<Welcome> welcomes) {
    this.signIn = signIn;
    this.call = call;
    this.unguarded = unguarded;
    this.welcomes = welcomes;
  }

  @ServerRequestFilter(preMatching = true, priority = FIRST)
  public Uni<@Nullable Response> ask(ContainerRequestContext request) {
    var path = request.getUriInfo().getPath();
    var present = ClientProxy.unwrap(call);
    if (unguarded.stream().anyMatch(door -> door.holds(path))) {
      return Uni.createFrom().nullItem();
    }
    return signIn
        .current(present.bearer())
        .map(found -> {
          if (found.isEmpty()) {
            return welcomes.stream()
                .flatMap(welcome -> welcome.to(request).stream())
                .findFirst()
                .orElseGet(Gate::notSignedIn);
          }
          present.signIn(found.get());
          if (Unguarded.isUnder(OPERATIONS, path)
              && !(Policy.decide(present.caller(), Action.OPERATE, new Scope.Everything())
                  instanceof Access.Allowed)) {
            request.setProperty(ProblemAnswers.REFUSAL, Denial.NOT_YOUR_ROLE.name());
            return answer(forbidden("This is for operations only.").problem()).build();
          }
          return null;
        });
  }

  /** 401 with a challenge. */
  public static Response notSignedIn() {
    return answer(NOT_SIGNED_IN).header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE).build();
  }

  public static ProblemException forbidden(String detail) {
    return Kind.FORBIDDEN.with("FORBIDDEN", detail);
  }

  private static Response.ResponseBuilder answer(Problem problem) {
    return Response.status(problem.status())
        .entity(problem)
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
  }
}
