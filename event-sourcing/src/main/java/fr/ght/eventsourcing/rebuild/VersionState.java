package fr.ght.eventsourcing.rebuild;

/** What a version of a view is there for. */
public enum VersionState {
  /** It takes what the live version has taken. */
  FILLING,
  /** It is as far as the live version, differs from it, and waits for the operator's word. */
  HELD,
  /** It is read. */
  LIVE,
  /** It was read before, and stays until it is dropped. */
  KEPT
}
