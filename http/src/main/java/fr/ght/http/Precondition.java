package fr.ght.http;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code If-Match} and {@code If-None-Match} as the version that the caller decided on. */
public final class Precondition {
  private static final Pattern VERSION_TAG = Pattern.compile("\"(\\d{1,18})\"");
  private static final long NOT_THERE_YET = 0;

  private Precondition() {}

  /**
   * @return the version the caller names; 0 for {@code If-None-Match: *}; empty without condition
   * @throws Problem.ProblemException 400 for what is not one entity tag of ours
   */
  public static OptionalLong version(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifNoneMatch != null) {
      if (ifMatch == null && ifNoneMatch.strip().equals("*")) {
        return OptionalLong.of(NOT_THERE_YET);
      }
      throw Problem.unreadable("If-None-Match", "is not *, which alone is understood here");
    }
    if (ifMatch == null) {
      return OptionalLong.empty();
    }
    var tag = VERSION_TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw Problem.unreadable(
          "If-Match", "is not the one ETag that an answer gave, such as \"3\"");
    }
    return OptionalLong.of(Long.parseLong(tag.group(1)));
  }

  public static String tag(long version) {
    return "\"" + version + "\"";
  }
}
