package fr.ght.inventory.domain.normalisation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a rule set that somebody wrote; an empty list if nothing is. */
public final class RuleSetDefects {
  public static final int MOST_RULES = 1_000;
  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Set<String> GIVEN = Set.of("name", "publisher", "version");

  private final List<Defect> found = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private RuleSetDefects() {}

  /**
   * @param field where it is, such as {@code rules[3].whenName}
   */
  public record Defect(String field, String reason) {}

  public static List<Defect> of(RuleSet rules) {
    var defects = new RuleSetDefects();
    defects.checkPublishers(rules);
    defects.checkCleanings(rules.cleanings());
    defects.checkRules(rules.rules());
    defects.checkSegments(rules.segments());
    return defects.found;
  }

  private void add(String field, String reason) {
    found.add(new Defect(field, reason));
  }

  private void checkPublishers(RuleSet rules) {
    bound("legalForms", rules.legalForms());
    bound("publishers", rules.publishers());
    bound("noPublishers", rules.noPublishers());
    for (int n = 0; n < rules.noPublishers().size(); n++) {
      compile("noPublishers[%d]".formatted(n), rules.noPublishers().get(n));
    }
    for (int n = 0; n < rules.publishers().size(); n++) {
      var publisher = rules.publishers().get(n);
      text("publishers[%d].publisher".formatted(n), publisher.publisher());
      bound("publishers[%d].patterns".formatted(n), publisher.patterns());
      for (var pattern : publisher.patterns()) {
        compile("publishers[%d].patterns".formatted(n), pattern);
      }
    }
  }

  private void checkCleanings(List<RuleSet.Cleaning> cleanings) {
    bound("cleanings", cleanings);
    for (int n = 0; n < cleanings.size(); n++) {
      var at = "cleanings[%d]".formatted(n);
      var cleaning = cleanings.get(n);
      id(at, cleaning.id());
      var pattern = compile(at + ".pattern", cleaning.pattern());
      if (pattern == null) {
        continue;
      }
      if (cleaning.part() == RuleSet.Part.VERSION && !pattern.hasGroup("v")) {
        add(at + ".pattern", "must have the group (?P<v>…), which is the version");
      }
      if (pattern.matches("")) {
        add(at + ".pattern", "matches nothing at all");
      }
    }
  }

  private void checkSegments(@Nullable List<RuleSet.SegmentRule> segments) {
    if (segments == null) {
      return;
    }
    bound("segments", segments);
    for (int n = 0; n < segments.size(); n++) {
      var at = "segments[%d]".formatted(n);
      var rule = segments.get(n);
      if (!SEGMENT.matcher(rule.segment()).matches()) {
        add(at + ".segment", "must have 1 to 40 lower-case letters, digits and hyphens");
      }
      if (rule.whenProduct() == null && rule.whenPublisher() == null) {
        add(at + ".whenProduct", "or whenPublisher must be given");
      }
      compileIfGiven(at + ".whenProduct", rule.whenProduct());
      compileIfGiven(at + ".whenPublisher", rule.whenPublisher());
    }
  }

  private void checkRules(List<RuleSet.Rule> rules) {
    if (rules.isEmpty()) {
      add("rules", "must not be empty");
    }
    bound("rules", rules);
    for (int n = 0; n < rules.size(); n++) {
      check("rules[%d]".formatted(n), rules.get(n));
    }
  }

  private void check(String at, RuleSet.Rule rule) {
    id(at, rule.id());
    var name = compile(at + ".whenName", rule.whenName());
    compileIfGiven(at + ".whenPublisher", rule.whenPublisher());
    compileIfGiven(at + ".whenVersion", rule.whenVersion());
    compileIfGiven(at + ".whenArchitecture", rule.whenArchitecture());
    if ((rule.product() == null) == (rule.setAside() == null)) {
      add(at + ".product", "or setAside must be given, and not both");
    }
    if (name == null) {
      return;
    }
    template(at + ".product", rule.product(), name);
    template(at + ".publisher", rule.publisher(), name);
    template(at + ".version", rule.version(), name);
    var identifiers = rule.identifiers();
    if (identifiers != null) {
      template(at + ".identifiers.cpe", identifiers.cpe(), name);
      template(at + ".identifiers.purl", identifiers.purl(), name);
      template(at + ".identifiers.endoflife", identifiers.endoflife(), name);
    }
  }

  private void id(String at, String id) {
    text(at + ".id", id);
    if (!ids.add(id)) {
      add(at + ".id", "is given twice");
    }
  }

  private void text(String field, String text) {
    if (text.isBlank() || text.length() > BoundedPattern.LONGEST) {
      add(field, "must have 1 to %d characters".formatted(BoundedPattern.LONGEST));
    }
  }

  private void bound(String field, List<?> list) {
    if (list.size() > MOST_RULES) {
      add(field, "must not have more than %d entries".formatted(MOST_RULES));
    }
  }

  private void template(String field, @Nullable String template, BoundedPattern name) {
    if (template == null) {
      return;
    }
    text(field, template);
    var places = CompiledRule.PLACE.matcher(template);
    while (places.find()) {
      var part = places.group(1);
      if (!GIVEN.contains(part) && !name.hasGroup(part)) {
        add(field, "names the part {%s}, which the rule does not have".formatted(part));
      }
    }
  }

  private void compileIfGiven(String field, @Nullable String pattern) {
    if (pattern != null) {
      compile(field, pattern);
    }
  }

  private @Nullable BoundedPattern compile(String field, String pattern) {
    try {
      return BoundedPattern.of(pattern);
    } catch (BoundedPattern.Invalid e) {
      add(field, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
