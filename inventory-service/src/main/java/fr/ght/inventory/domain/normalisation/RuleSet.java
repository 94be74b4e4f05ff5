package fr.ght.inventory.domain.normalisation;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that turns reported names into products, as data. Patterns are regular expressions in
 * RE2's syntax, which match in time linear in the name, whoever wrote them; upper and lower case
 * are the same unless a pattern says {@code (?-i:…)}.
 *
 * @param legalForms words that end a publisher's name without being part of it ("Inc", "SAS")
 * @param noPublishers what is written where nobody knows the publisher ("Unknown"), as patterns
 * @param publishers other names of publishers
 * @param cleanings what is taken out of a name before the rules look at it, in this order
 * @param rules the first that matches says what it is
 * @param segments the first that matches says what a product is for; null for the shipped ones
 */
public record RuleSet(
    List<String> legalForms,
    List<String> noPublishers,
    List<PublisherNames> publishers,
    List<Cleaning> cleanings,
    List<Rule> rules,
    @Nullable List<SegmentRule> segments) {

  public RuleSet {
    legalForms = List.copyOf(legalForms);
    noPublishers = List.copyOf(noPublishers);
    publishers = List.copyOf(publishers);
    cleanings = List.copyOf(cleanings);
    rules = List.copyOf(rules);
    segments = segments == null ? null : List.copyOf(segments);
  }

  /** With the shipped segments. */
  public RuleSet(
      List<String> legalForms,
      List<String> noPublishers,
      List<PublisherNames> publishers,
      List<Cleaning> cleanings,
      List<Rule> rules) {
    this(legalForms, noPublishers, publishers, cleanings, rules, null);
  }

  /**
   * A publisher and what else it is called.
   *
   * @param patterns each matches a whole name, without its legal form
   */
  public record PublisherNames(String publisher, List<String> patterns) {
    public PublisherNames {
      patterns = List.copyOf(patterns);
    }
  }

  /** What a cleaning takes out. */
  public enum Part {
    VERSION,
    ARCHITECTURE,
    LANGUAGE,
    WORDS
  }

  /**
   * Takes a part out of a name.
   *
   * @param pattern found anywhere in the name; of a version, group {@code v} is the version itself
   * @param replacement what stands there instead; null for nothing
   * @param evidence when a number is believed to be the version; null for always
   */
  public record Cleaning(
      String id,
      Part part,
      String pattern,
      @Nullable String replacement,
      @Nullable Evidence evidence) {}

  /** When a number in a name is believed to be its version; else it belongs to the name. */
  public enum Evidence {
    ALWAYS,
    /** Unless another version is reported. */
    NOT_CONTRADICTED,
    /** Only where the same version is reported. */
    CONFIRMED
  }

  /**
   * What a name of a certain kind is. All conditions that are given must hold.
   *
   * <p>What is not reported is an empty text to a condition: {@code |Mozilla} is Mozilla or nobody.
   *
   * <p>Texts may hold {@code {name}} (the cleaned name), {@code {publisher}} and {@code {version}}
   * (as reported or found) and the groups of {@code whenName}. A product whose text or publisher
   * comes out empty is none: the next rule is asked.
   *
   * @param contains a lower-case text that every matching name contains; spares the patterns
   * @param raw whether {@code whenName} is about the name as reported; else, and by default, about
   *     the cleaned one
   * @param whenName matches the whole name
   * @param product its name; null if {@code setAside} is said
   * @param publisher null for the reported one
   * @param version null for the reported one, or the one found in the name
   * @param setAside why this is no product by itself (an update, a language pack)
   * @param identifiers how others name the product; they may hold the same parts
   */
  public record Rule(
      String id,
      @Nullable String contains,
      @Nullable Boolean raw,
      String whenName,
      @Nullable String whenPublisher,
      @Nullable String whenVersion,
      @Nullable String whenArchitecture,
      @Nullable String product,
      @Nullable String publisher,
      @Nullable String version,
      @Nullable String setAside,
      @Nullable Identifiers identifiers) {}

  /**
   * What products are for, as a market is divided into segments.
   *
   * @param segment its code, such as {@code databases}
   * @param whenProduct matches the whole name of the product; null for whatever its name
   * @param whenPublisher matches its whole publisher; null for whoever makes it
   */
  public record SegmentRule(
      String segment, @Nullable String whenProduct, @Nullable String whenPublisher) {}

  /**
   * How others name a product.
   *
   * @param cpe CPE 2.3 formatted string, its version a star
   * @param purl package URL without a version
   * @param endoflife the product's name at endoflife.date
   */
  public record Identifiers(
      @Nullable String cpe, @Nullable String purl, @Nullable String endoflife) {
    public static final Identifiers NONE = new Identifiers(null, null, null);

    private static final Pattern BEHIND_PURL = Pattern.compile("[@?#].*");
    private static final Pattern PART_OF_CPE = Pattern.compile("(?:[^:\\\\]|\\\\.)+");
    private static final Pattern CPE =
        Pattern.compile("(cpe:2\\.3:[aoh]:%1$s:%1$s):.*".formatted(PART_OF_CPE));
    private static final String ANY_VERSION = ":*:*:*:*:*:*:*:*";

    /**
     * Those of the product, from those of one of its versions.
     *
     * @param purl package URL, as canonical as it gets
     * @param cpe CPE 2.3 formatted string; another text is none
     */
    public static Identifiers ofVersion(@Nullable String purl, @Nullable String cpe) {
      var named = cpe == null ? null : CPE.matcher(cpe);
      return new Identifiers(
          named == null || !named.matches() ? null : named.group(1) + ANY_VERSION,
          purl == null ? null : BEHIND_PURL.matcher(purl).replaceFirst(""),
          null);
    }

    /** These, and where they are silent the others. */
    public Identifiers or(Identifiers other) {
      return new Identifiers(
          cpe == null ? other.cpe : cpe,
          purl == null ? other.purl : purl,
          endoflife == null ? other.endoflife : endoflife);
    }
  }
}
