package fr.ght.inventory.domain.normalisation;

import fr.ght.inventory.domain.normalisation.CleanedName.CompiledCleaning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule set and a group's aliases, ready to be asked what reported names are. Immutable, safe to
 * share; a name takes time linear in its length.
 */
public final class Normaliser {
  private static final String SCHEME = "pkg:";

  /**
   * Types of package URLs whose packages are parts that programs are built of. What such a part is
   * called says nothing: the library "git" of npm is not Git.
   */
  private static final Set<String> REGISTRIES =
      Set.of(
          "bower",
          "cargo",
          "cocoapods",
          "composer",
          "conan",
          "conda",
          "cpan",
          "cran",
          "gem",
          "golang",
          "hackage",
          "hex",
          "luarocks",
          "maven",
          "npm",
          "nuget",
          "pub",
          "pypi",
          "swift");

  private final Publishers publishers;
  private final List<CompiledCleaning> cleanings;
  private final List<CompiledRule> rules;
  private final Map<String, Alias> aliases;

  /**
   * @throws IllegalArgumentException if {@link RuleSetDefects} finds something in the rules
   */
  public Normaliser(RuleSet rules, Collection<Alias> aliases) {
    this(
        new Publishers(rules),
        rules.cleanings().stream().map(CompiledCleaning::of).toList(),
        rules.rules().stream().map(CompiledRule::new).toList(),
        byKey(aliases));
  }

  private Normaliser(
      Publishers publishers,
      List<CompiledCleaning> cleanings,
      List<CompiledRule> rules,
      Map<String, Alias> aliases) {
    this.publishers = publishers;
    this.cleanings = cleanings;
    this.rules = rules;
    this.aliases = aliases;
  }

  private static Map<String, Alias> byKey(Collection<Alias> aliases) {
    return aliases.stream().collect(Collectors.toUnmodifiableMap(Alias::key, alias -> alias));
  }

  /** The same rules, without making them ready once more. */
  public Normaliser with(Collection<Alias> others) {
    return new Normaliser(publishers, cleanings, rules, byKey(others));
  }

  public Normalised normalise(ReportedSoftware reported) {
    var asked = asked(reported);
    var purl = reported.identifiers().purl();
    if (purl != null && REGISTRIES.contains(type(purl))) {
      return packaged(asked, purl);
    }
    var alias = aliases.get(key(asked));
    if (alias != null) {
      return aliased(asked, alias);
    }
    for (var rule : rules) {
      var outcome = rule.apply(asked);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    if (purl != null) {
      return packaged(asked, purl);
    }
    return new Normalised.Unknown(
        key(asked),
        asked.cleaned().text(),
        asked.publisher(),
        asked.version(),
        asked.cleaned().because());
  }

  /** What an alias of this name is found by; the same for all its versions. */
  public String key(ReportedSoftware reported) {
    return key(asked(reported));
  }

  /** The name without version, architecture and language. */
  public String cleaned(ReportedSoftware reported) {
    return asked(reported).cleaned().text();
  }

  private static String key(CompiledRule.Asked asked) {
    return ProductCode.ofUnknown(asked.publisher(), asked.cleaned().text());
  }

  /** A package URL names a package by itself; who publishes it, it does not say. */
  private static Normalised packaged(CompiledRule.Asked asked, String purl) {
    var type = type(purl);
    var name = purl.substring(SCHEME.length() + type.length() + 1).replace("%40", "@");
    return new Normalised.Recognised(
        ProductCode.of(type, name),
        name,
        "",
        Tidied.optional(asked.reported().version()),
        asked.reported().identifiers(),
        List.of("purl"));
  }

  private static String type(String purl) {
    int slash = purl.indexOf('/', SCHEME.length());
    return slash < 0 ? "" : purl.substring(SCHEME.length(), slash);
  }

  private static Normalised aliased(CompiledRule.Asked asked, Alias alias) {
    var because = new ArrayList<>(asked.cleaned().because());
    because.add("alias " + alias.key());
    return new Normalised.Recognised(
        alias.code(),
        alias.product(),
        alias.publisher(),
        asked.version(),
        alias.identifiers(),
        because);
  }

  private CompiledRule.Asked asked(ReportedSoftware reported) {
    var tidied = Tidied.name(reported.name());
    var version = Tidied.optional(reported.version());
    var cleaned = CleanedName.of(tidied, version, cleanings);
    return new CompiledRule.Asked(
        reported,
        tidied,
        tidied.toLowerCase(Locale.ROOT),
        cleaned,
        publishers.name(reported.publisher()),
        version(version, cleaned.version()));
  }

  /**
   * What a publisher writes into the name is what people know a version by; the reported one is
   * kept where it says the same in more detail.
   */
  private static @Nullable String version(@Nullable String reported, @Nullable String inName) {
    if (inName == null || ReportedVersion.confirms(reported, inName)) {
      return reported;
    }
    return inName;
  }
}
