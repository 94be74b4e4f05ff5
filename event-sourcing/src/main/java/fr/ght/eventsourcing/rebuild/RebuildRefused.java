package fr.ght.eventsourcing.rebuild;

/** What an operator asked of the versions of a view is not possible in the state they are in. */
public final class RebuildRefused extends RuntimeException {
  private final Reason reason;

  RebuildRefused(Reason reason) {
    super(reason.said, null, false, false);
    this.reason = reason;
  }

  /** Why not. */
  public enum Reason {
    UNKNOWN_VIEW("there is no such view"),
    UNKNOWN_VERSION("the view has no such version"),
    ALREADY_REBUILDING("the view is being built anew already"),
    IS_LIVE("this version is the one that is read"),
    STILL_FILLING("this version is still being filled, and is switched to when it is as far"),
    OTHER_SHAPE("the tables have changed their columns since this version was made");

    private final String said;

    Reason(String said) {
      this.said = said;
    }
  }

  public Reason reason() {
    return reason;
  }
}
