package fr.ght.inventory.domain.normalisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule, ready to be asked. */
final class CompiledRule {
  static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)\\}");

  private final RuleSet.Rule rule;
  private final BoundedPattern name;
  private final @Nullable BoundedPattern publisher;
  private final @Nullable BoundedPattern version;
  private final @Nullable BoundedPattern architecture;

  CompiledRule(RuleSet.Rule rule) {
    this.rule = rule;
    this.name = BoundedPattern.of(rule.whenName());
    this.publisher = compiled(rule.whenPublisher());
    this.version = compiled(rule.whenVersion());
    this.architecture = compiled(rule.whenArchitecture());
  }

  private static @Nullable BoundedPattern compiled(@Nullable String pattern) {
    return pattern == null ? null : BoundedPattern.of(pattern);
  }

  /** A reported software as the rules see it. */
  record Asked(
      ReportedSoftware reported,
      String tidied,
      String lowerCase,
      CleanedName cleaned,
      @Nullable String publisher,
      @Nullable String version) {}

  /** Empty if the rule does not say what this is. */
  Optional<Normalised> apply(Asked asked) {
    var contains = rule.contains();
    if (contains != null && !asked.lowerCase().contains(contains)) {
      return Optional.empty();
    }
    if (!fits(publisher, asked.publisher())
        || !fits(version, asked.reported().version())
        || !fits(architecture, asked.reported().architecture())) {
      return Optional.empty();
    }
    var found = name.in(isRaw() ? asked.tidied() : asked.cleaned().text());
    if (!found.matches()) {
      return Optional.empty();
    }
    var parts = new HashMap<String, String>();
    parts.put("name", asked.cleaned().text());
    put(parts, "publisher", asked.publisher());
    put(parts, "version", asked.version());
    for (var group : name.groups()) {
      put(parts, group, found.group(group));
    }
    return outcome(asked, parts);
  }

  private boolean isRaw() {
    return Boolean.TRUE.equals(rule.raw());
  }

  private static boolean fits(@Nullable BoundedPattern wanted, @Nullable String given) {
    return wanted == null || wanted.matches(given == null ? "" : given);
  }

  private static void put(Map<String, String> parts, String key, @Nullable String value) {
    if (value != null) {
      parts.put(key, value);
    }
  }

  private Optional<Normalised> outcome(Asked asked, Map<String, String> parts) {
    var because = new ArrayList<String>();
    if (!isRaw()) {
      because.addAll(asked.cleaned().because());
    }
    because.add(rule.id());
    var aside = rule.setAside();
    if (aside != null) {
      return Optional.of(new Normalised.SetAside(aside, because));
    }
    var product = filled(rule.product(), parts);
    var maker = filled(rule.publisher() == null ? "{publisher}" : rule.publisher(), parts);
    if (product.isEmpty() || maker.isEmpty()) {
      return Optional.empty();
    }
    var release = filled(rule.version() == null ? "{version}" : rule.version(), parts);
    return Optional.of(
        new Normalised.Recognised(
            ProductCode.of(maker, product),
            product,
            maker,
            release.isEmpty() ? null : release,
            identifiers(parts),
            List.copyOf(because)));
  }

  private RuleSet.Identifiers identifiers(Map<String, String> parts) {
    var given = rule.identifiers();
    return given == null
        ? RuleSet.Identifiers.NONE
        : new RuleSet.Identifiers(
            filledOrNull(given.cpe(), parts),
            filledOrNull(given.purl(), parts),
            filledOrNull(given.endoflife(), parts));
  }

  private static @Nullable String filledOrNull(
      @Nullable String template, Map<String, String> parts) {
    if (template == null) {
      return null;
    }
    var lower = new HashMap<String, String>();
    parts.forEach((key, value) -> lower.put(key, value.toLowerCase(Locale.ROOT)));
    return filled(template, lower);
  }

  /** A part that is not there is left out. */
  private static String filled(@Nullable String template, Map<String, String> parts) {
    return template == null
        ? ""
        : Tidied.text(
            PLACE
                .matcher(template)
                .replaceAll(place ->
                    java.util.regex.Matcher.quoteReplacement(
                        parts.getOrDefault(place.group(1), ""))));
  }
}
