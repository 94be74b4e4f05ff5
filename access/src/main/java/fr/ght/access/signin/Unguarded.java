package fr.ght.access.signin;

/**
 * Where a service has a door of its own: what lies there is answered without sign-in. A service
 * without such a bean has none, and whatever it does not name needs a token.
 */
public interface Unguarded {
  /**
   * @param path as the framework decoded it
   */
  boolean holds(String path);

  /** Whether {@code path} is {@code prefix} or below it. */
  static boolean isUnder(String prefix, String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
