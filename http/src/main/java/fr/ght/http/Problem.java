package fr.ght.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem detail (RFC 9457), as {@code application/problem+json}.
 *
 * @param type stable, one per {@link Kind}
 * @param detail a sentence that says what to do; never holds what the caller sent
 * @param code the machine's reason, more precise than {@code type}: a refusal's name where the
 *     rules said no
 * @param errors which fields, and why; empty where no field is to blame
 */
public record Problem(
    String type, String title, int status, String detail, String code, List<FieldError> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * @param field path of the field as the caller wrote it ({@code members[2].from}), or the name of
   *     a parameter or header
   */
  public record FieldError(String field, String reason) {}

  /** The kinds of problems; their {@code type} never changes. */
  public enum Kind {
    UNREADABLE(400, "unreadable", "The request cannot be read"),
    NOT_SIGNED_IN(401, "not-signed-in", "Sign in first"),
    FORBIDDEN(403, "forbidden", "This is not yours to do"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method does not apply here"),
    NOT_ACCEPTABLE(406, "not-acceptable", "No such representation"),
    REFUSED(409, "refused", "The rules refuse this in the present state"),
    STALE(412, "stale", "The version is no longer the one named"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    ADDRESS_TOO_LONG(414, "address-too-long", "The address is too long"),
    UNSUPPORTED(415, "unsupported-media-type", "The body's media type is not understood"),
    INVALID(422, "invalid", "The request can be read, but is not valid"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "The headers are too large"),
    UNAVAILABLE(503, "unavailable", "Not able to answer right now"),
    INTERNAL(500, "internal", "Something went wrong here");

    final int status;
    final String type;
    final String title;

    Kind(int status, String type, String title) {
      this.status = status;
      this.type = "urn:ght:problem:" + type;
      this.title = title;
    }

    public Problem problem(String code, String detail, List<FieldError> errors) {
      return new Problem(type, title, status, detail, code, errors);
    }

    public ProblemException with(String code, String detail) {
      return with(code, detail, List.of());
    }

    public ProblemException with(String code, String detail, List<FieldError> errors) {
      return new ProblemException(problem(code, detail, errors));
    }
  }

  /**
   * @throws ProblemException 400 if there is no body, or it is {@code null}
   */
  public static <T> T present(@Nullable T body) {
    if (body == null) {
      throw Kind.UNREADABLE.with(
          "UNPARSABLE",
          "A JSON object is expected as the body.",
          List.of(new FieldError("body", "is missing")));
    }
    return body;
  }

  /** The one field or parameter {@code field} cannot be read. */
  public static ProblemException unreadable(String field, String reason) {
    return Kind.UNREADABLE.with(
        "UNREADABLE", field + " " + reason + ".", List.of(new FieldError(field, reason)));
  }

  /** The one field {@code field} is not valid. */
  public static ProblemException invalid(String field, String reason) {
    return Kind.INVALID.with(
        "INVALID", field + " " + reason + ".", List.of(new FieldError(field, reason)));
  }

  /**
   * @param what such as {@code "application dpi-chu"}; only of characters already checked
   */
  public static ProblemException notFound(String what) {
    return Kind.NOT_FOUND.with("NOT_FOUND", "There is no " + what + ".");
  }

  /** Leaves a request with a problem as its answer; carries no stack, being no fault of ours. */
  public static final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final @Nullable String entityTag;
    private final @Nullable String refusal;

    public ProblemException(Problem problem) {
      this(problem, null, null);
    }

    private ProblemException(
        Problem problem, @Nullable String entityTag, @Nullable String refusal) {
      super(problem.code(), null, false, false);
      this.problem = problem;
      this.entityTag = entityTag;
      this.refusal = refusal;
    }

    /** With the version that the caller should have named. */
    public ProblemException currentVersion(long version) {
      return new ProblemException(problem, Precondition.tag(version), refusal);
    }

    /**
     * The same answer, and a refused attempt for the log: of what this caller may not do or know
     * of.
     *
     * @param reason never told to him
     */
    public ProblemException refusing(String reason) {
      return new ProblemException(problem, entityTag, reason);
    }

    public Problem problem() {
      return problem;
    }

    /** Why a refused attempt is one; null for any other problem. */
    public @Nullable String refusal() {
      return refusal;
    }

    @Nullable String entityTag() {
      return entityTag;
    }
  }
}
