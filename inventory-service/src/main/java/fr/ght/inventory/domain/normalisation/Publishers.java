package fr.ght.inventory.domain.normalisation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One name for each publisher, however it is written. */
final class Publishers {
  private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|www\\.).*");
  private static final Pattern DOTS_AND_COMMAS = Pattern.compile("[.,]+");

  private record Named(String publisher, List<BoundedPattern> patterns) {
    boolean isCalled(String name) {
      return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
  }

  private final Set<String> legalForms;
  private final List<BoundedPattern> nobody;
  private final List<Named> named;

  Publishers(RuleSet rules) {
    this.legalForms = rules.legalForms().stream().map(Publishers::word).collect(Collectors.toSet());
    this.nobody = rules.noPublishers().stream().map(BoundedPattern::of).toList();
    this.named =
        rules.publishers().stream()
            .map(names ->
                new Named(
                    names.publisher(), names.patterns().stream().map(BoundedPattern::of).toList()))
            .toList();
  }

  /** Null if nobody is said: nothing, a word for nothing, or the address of a page. */
  @Nullable String name(@Nullable String reported) {
    var tidied = Tidied.optional(reported);
    if (tidied == null || ADDRESS.matcher(tidied).matches()) {
      return null;
    }
    var name = withoutLegalForm(Tidied.name(tidied));
    if (name.isEmpty() || nobody.stream().anyMatch(pattern -> pattern.matches(name))) {
      return null;
    }
    return named.stream()
        .filter(publisher -> publisher.isCalled(name))
        .findFirst()
        .map(Named::publisher)
        .orElse(name);
  }

  private String withoutLegalForm(String name) {
    var rest = name;
    while (true) {
      int blank = Math.max(rest.lastIndexOf(' '), rest.lastIndexOf(','));
      if (blank <= 0 || !legalForms.contains(word(rest.substring(blank + 1)))) {
        return Tidied.text(rest);
      }
      rest = Tidied.text(rest.substring(0, blank));
    }
  }

  /** "S.A.S." and "SAS" are one. */
  private static String word(String text) {
    return DOTS_AND_COMMAS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
