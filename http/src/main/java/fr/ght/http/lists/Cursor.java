package fr.ght.http.lists;

import fr.ght.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended, as an opaque text: the sort key of its last item. The next page
 * starts behind it, however the list changed meanwhile.
 */
public record Cursor(List<String> key) {
  private static final String SEPARATOR = "\u001f";

  public Cursor {
    key = List.copyOf(key);
  }

  public static Cursor after(String... key) {
    return new Cursor(List.of(key));
  }

  /**
   * @param parts how many parts this list's sort key has
   * @return null for the first page
   * @throws Problem.ProblemException 400 if it was not given out by this list
   */
  public static @Nullable Cursor parse(@Nullable String text, int parts) {
    if (text == null) {
      return null;
    }
    try {
      var key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var cursor = new Cursor(List.of(key.split(SEPARATOR, -1)));
      if (cursor.key().size() == parts && key.indexOf(0) < 0) {
        return cursor;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same answer as any other text that is no cursor of ours.
    }
    throw foreign();
  }

  /** For a text that is a cursor, but not one of this list. */
  public static Problem.ProblemException foreign() {
    return Problem.unreadable("cursor", "was not given out by this list");
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
  }
}
