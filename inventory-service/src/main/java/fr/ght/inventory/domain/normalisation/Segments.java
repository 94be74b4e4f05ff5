package fr.ght.inventory.domain.normalisation;

import fr.ght.inventory.domain.normalisation.RuleSet.SegmentRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What products are for, by rules: databases, office, security. What no rule says is unclassified.
 * Immutable, safe to share.
 */
public final class Segments {
  private final List<Compiled> rules;

  /**
   * @throws IllegalArgumentException if {@link RuleSetDefects} finds something in the rules
   */
  public Segments(List<SegmentRule> rules) {
    this.rules = rules.stream().map(Compiled::of).toList();
  }

  private record Compiled(
      String segment, @Nullable BoundedPattern product, @Nullable BoundedPattern publisher) {

    static Compiled of(SegmentRule rule) {
      return new Compiled(
          rule.segment(), compiled(rule.whenProduct()), compiled(rule.whenPublisher()));
    }

    private static @Nullable BoundedPattern compiled(@Nullable String pattern) {
      return pattern == null ? null : BoundedPattern.of(pattern);
    }

    boolean fits(String name, String maker) {
      return (product == null || product.matches(name))
          && (publisher == null || publisher.matches(maker));
    }
  }

  /** The code of the first segment that fits; empty if none does. */
  public Optional<String> of(String product, String publisher) {
    return rules.stream()
        .filter(rule -> rule.fits(product, publisher))
        .findFirst()
        .map(Compiled::segment);
  }
}
