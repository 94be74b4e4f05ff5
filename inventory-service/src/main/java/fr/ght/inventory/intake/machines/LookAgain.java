package fr.ght.inventory.intake.machines;

/** What was decided on is no longer so: find out anew which asset it is about. */
final class LookAgain extends RuntimeException {
  LookAgain() {
    super("what was decided on has changed meanwhile", null, false, false);
  }
}
