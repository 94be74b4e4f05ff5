package fr.ght.eventsourcing;

/**
 * The name of a stream: its kind and its key, written {@code kind/key}, such as {@code
 * application/dpi-chu}.
 *
 * @param kind lower-case letters and hyphens; the family of events the stream holds
 * @param key 1 to 200 characters, unique within the kind
 */
public record StreamId(String kind, String key) {
  private static final int LONGEST_KIND = 40;

  public StreamId {
    if (!isKind(kind)) {
      throw new IllegalArgumentException("not a stream kind: " + kind);
    }
    if (key.isBlank() || key.length() > 200) {
      throw new IllegalArgumentException("a stream key has 1 to 200 characters");
    }
  }

  /** Not a regular expression: one is made for every event that is read. */
  private static boolean isKind(String kind) {
    if (kind.isEmpty() || kind.length() > LONGEST_KIND || kind.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < kind.length(); i++) {
      char c = kind.charAt(i);
      if ((c < 'a' || c > 'z') && c != '-') {
        return false;
      }
    }
    return true;
  }

  /**
   * The stream of this name.
   *
   * @throws IllegalArgumentException if {@code text} is not {@code kind/key}
   */
  public static StreamId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a stream id: " + text);
    }
    return new StreamId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return kind + "/" + key;
  }
}
