package fr.ght.inventory.intake.agents.decoding;

/**
 * A body that cannot be taken, with the reason in words that never quote the body: it may hold
 * secrets. Without stack trace, cause or parser message for the same reason.
 */
public final class UnreadableBody extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal it is. */
  public enum Kind {
    /** The bytes or the document are damaged, or not what an agent sends. */
    MALFORMED,
    /** Readable as far as it was read, but beyond a bound. */
    TOO_LARGE,
    /** Neither zlib, gzip, XML nor JSON. */
    UNKNOWN_ENCODING
  }

  private final Kind kind;

  public UnreadableBody(Kind kind, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
  }

  static UnreadableBody malformed(String reason) {
    return new UnreadableBody(Kind.MALFORMED, reason);
  }

  static UnreadableBody tooLarge(String reason) {
    return new UnreadableBody(Kind.TOO_LARGE, reason);
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong and where, without a word of the body. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
