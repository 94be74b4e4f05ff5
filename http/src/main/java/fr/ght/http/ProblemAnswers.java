package fr.ght.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Whatever leaves a resource by an exception becomes a problem detail, and never more than that.
 */
public final class ProblemAnswers {
  private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
  private static final int RETRY_AFTER_SECONDS = 1;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  /** PostgreSQL's classes of "come back": connection, resources, operator, system. */
  private static final List<String> PASSING = List.of("08", "53", "57", "58", "25");

  /** Property of a request that was refused by right: why. */
  public static final String REFUSAL = "fr.ght.refusal";

  @ServerExceptionMapper
  public RestResponse<Problem> known(ProblemException problem, ContainerRequestContext request) {
    var refusal = problem.refusal();
    if (refusal != null) {
      request.setProperty(REFUSAL, refusal);
    }
    var tag = problem.entityTag();
    var answer = builder(problem.problem());
    return tag == null ? answer.build() : answer.header("ETag", tag).build();
  }

  @ServerExceptionMapper
  public RestResponse<Problem> json(JsonProcessingException failure) {
    return builder(JsonProblem.of(failure)).build();
  }

  /** The framework has its own mapper for this one, which only the same class supersedes. */
  @ServerExceptionMapper
  public RestResponse<Problem> mismatch(MismatchedInputException failure) {
    return json(failure);
  }

  @ServerExceptionMapper
  public RestResponse<Problem> http(
      WebApplicationException failure, ContainerRequestContext request) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return json(json);
    }
    int status = failure.getResponse().getStatus();
    return status == NOT_FOUND || status == METHOD_NOT_ALLOWED
        ? notRouted(request)
        : builder(ofStatus(status)).build();
  }

  /** Nothing is at the address, or nothing under this method. */
  private static RestResponse<Problem> notRouted(ContainerRequestContext request) {
    var allowed = AllowedMethods.at(request.getUriInfo().getPath());
    if (allowed.isEmpty() || allowed.contains(request.getMethod())) {
      return builder(ofStatus(NOT_FOUND)).build();
    }
    return builder(ofStatus(METHOD_NOT_ALLOWED))
        .header(HttpHeaders.ALLOW, String.join(", ", allowed))
        .build();
  }

  @ServerExceptionMapper
  public RestResponse<Problem> anythingElse(Throwable failure) {
    if (isPassing(failure)) {
      LOG.warnf("not able to answer: %s", failure.toString());
      return builder(
              Kind.UNAVAILABLE.problem(
                  "UNAVAILABLE",
                  "The outcome is unknown. Send the same again, under the same Idempotency-Key if you gave one.",
                  List.of()))
          .header("Retry-After", RETRY_AFTER_SECONDS)
          .build();
    }
    var incident = UUID.randomUUID();
    LOG.errorf(failure, "incident %s", incident);
    return builder(
            Kind.INTERNAL.problem(
                "INTERNAL", "This is a fault of ours; quote " + incident + ".", List.of()))
        .build();
  }

  /** The problem for a status that the framework decided on. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 400 ->
          Kind.UNREADABLE.problem(
              "UNPARSABLE", "The request cannot be read: see the API's description.", List.of());
      case 401 ->
          Kind.NOT_SIGNED_IN.problem(
              "NOT_SIGNED_IN", "Send a valid bearer token in Authorization.", List.of());
      case 403 -> Kind.FORBIDDEN.problem("FORBIDDEN", "Your rights do not reach this.", List.of());
      case 404 -> Kind.NOT_FOUND.problem("NOT_FOUND", "Nothing is at this address.", List.of());
      case 405 ->
          Kind.METHOD_NOT_ALLOWED.problem(
              "METHOD_NOT_ALLOWED",
              "The header Allow says which methods this address takes.",
              List.of());
      case 406 ->
          Kind.NOT_ACCEPTABLE.problem(
              "NOT_ACCEPTABLE",
              "Answers are application/json; say so in Accept.",
              List.of(new FieldError("Accept", "must allow application/json")));
      case 413 ->
          Kind.TOO_LARGE.problem(
              "TOO_LARGE",
              "Send less at once: see the limits in the API's description.",
              List.of(new FieldError("body", "is larger than this address takes")));
      case 415 ->
          Kind.UNSUPPORTED.problem(
              "UNSUPPORTED_MEDIA_TYPE",
              "Send application/json, and say so in Content-Type.",
              List.of(new FieldError("Content-Type", "must be application/json")));
      case 503 -> Kind.UNAVAILABLE.problem("UNAVAILABLE", "Try again in a moment.", List.of());
      default ->
          status < 500
              ? new Problem(
                  "about:blank",
                  "Not possible",
                  status,
                  "Not possible.",
                  "HTTP_" + status,
                  List.of())
              : Kind.INTERNAL.problem("INTERNAL", "This is a fault of ours.", List.of());
    };
  }

  private static ResponseBuilder<Problem> builder(Problem problem) {
    return ResponseBuilder.<Problem>create(problem.status())
        .entity(problem)
        .header("Content-Type", Problem.MEDIA_TYPE);
  }

  private static boolean isPassing(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException refused) {
        // What PostgreSQL refuses for good is a fault of ours, which trying again does not mend.
        var state = refused.getSqlState();
        return state != null && PASSING.stream().anyMatch(state::startsWith);
      }
      if (cause instanceof StoreUnavailable
          || cause instanceof IOException
          || cause instanceof TimeoutException
          || cause instanceof io.smallrye.mutiny.TimeoutException
          || cause instanceof io.vertx.core.VertxException) {
        return true;
      }
    }
    return false;
  }
}
