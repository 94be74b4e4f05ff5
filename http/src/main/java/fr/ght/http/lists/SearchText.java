package fr.ght.http.lists;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts as they are searched: without case and without accents. */
public final class SearchText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPECIAL_IN_LIKE = Pattern.compile("[\\\\%_]");

  private SearchText() {}

  public static String of(@Nullable String... texts) {
    var joined = Arrays.stream(texts).filter(Objects::nonNull).collect(Collectors.joining(" "));
    var plain = MARKS.matcher(Normalizer.normalize(joined, Normalizer.Form.NFD)).replaceAll("");
    return plain.toLowerCase(Locale.ROOT);
  }

  /** The pattern of {@code like} that finds {@code wanted} anywhere. */
  public static String pattern(String wanted) {
    return "%" + SPECIAL_IN_LIKE.matcher(of(wanted.strip())).replaceAll("\\\\$0") + "%";
  }
}
