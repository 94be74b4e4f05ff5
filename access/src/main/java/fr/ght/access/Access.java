package fr.ght.access;

/** What the policy says. */
public sealed interface Access {

  /**
   * @param as the role by which it is allowed: the one that is recorded
   */
  record Allowed(Role as) implements Access {}

  record Denied(Denial reason) implements Access {}

  /** Why not. */
  enum Denial {
    /** None of the caller's roles does this, wherever. */
    NOT_YOUR_ROLE,
    /** He may know of it, and it is somebody else's to do. */
    NOT_YOURS,
    /** To him there is no such thing. */
    UNSEEN
  }
}
