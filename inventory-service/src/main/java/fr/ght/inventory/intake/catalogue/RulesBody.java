package fr.ght.inventory.intake.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import fr.ght.inventory.domain.normalisation.Normalised;
import fr.ght.inventory.domain.normalisation.Normalised.Recognised;
import fr.ght.inventory.domain.normalisation.Normalised.SetAside;
import fr.ght.inventory.domain.normalisation.Normalised.Unknown;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.domain.normalisation.RuleSet;
import fr.ght.inventory.domain.normalisation.RuleSetDefects;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.log.RuleSetJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Rules that a group wants to adopt.
 *
 * @param rules whole, in the shape in which they are shown
 * @param reason why, without personal data
 */
@Schema(name = "RulesAdoption")
public record RulesBody(
    @Schema(implementation = RuleSet.class, required = true) @Nullable JsonNode rules,
    @Schema(required = true) @Nullable String reason) {

  String checkedReason() {
    return Findings.reading(found -> found.required("reason", reason, Names::text));
  }

  /**
   * @throws Problem.ProblemException 400 if it has not the shape of rules, 422 naming every rule
   *     that makes no sense
   */
  static RuleSet read(@Nullable JsonNode written) {
    if (written == null || written.isNull()) {
      throw Problem.invalid("rules", "is missing");
    }
    try {
      var rules = RuleSetJson.read(written);
      var defects = RuleSetDefects.of(rules);
      if (!defects.isEmpty()) {
        throw invalid(defects);
      }
      return rules;
    } catch (RuleSetJson.NoRuleSet e) {
      throw Problem.unreadable("rules" + e.field(), "does not have the shape of rules here");
    }
  }

  private static Problem.ProblemException invalid(List<RuleSetDefects.Defect> defects) {
    var first = defects.getFirst();
    return Kind.INVALID.with(
        "INVALID",
        "rules.%s %s.".formatted(first.field(), first.reason()),
        defects.stream()
            .limit(MOST_TOLD)
            .map(defect -> new FieldError("rules." + defect.field(), defect.reason()))
            .toList());
  }

  private static final int MOST_TOLD = 100;

  /**
   * @param number 1 for the rules that the service came with, one more with each adoption
   */
  @Schema(name = "Rules")
  public record Shown(String ght, int number, RuleSet rules) {}

  /**
   * A sample to try rules on.
   *
   * @param rules those to try; null for those in force
   */
  @Schema(name = "RulesTrial")
  public record Trial(
      @Schema(implementation = RuleSet.class) @Nullable JsonNode rules,
      @Schema(required = true) @Nullable List<@Nullable Entry> sample) {
    private static final int MOST = 2_000;

    List<ReportedSoftware> checkedSample() {
      return Findings.reading(found -> {
        var entries = sample == null ? List.<@Nullable Entry>of() : sample;
        if (entries.isEmpty() || entries.size() > MOST) {
          found.reject("sample", "must have 1 to %d entries".formatted(MOST));
          return List::of;
        }
        for (int n = 0; n < entries.size(); n++) {
          var entry = entries.get(n);
          if (entry == null || entry.name() == null) {
            found.reject("sample[%d].name".formatted(n), "is missing");
          }
        }
        return () -> entries.stream().map(Entry::toReported).toList();
      });
    }
  }

  /** A software as a machine reports it. */
  @Schema(name = "ReportedSoftware")
  public record Entry(
      @Schema(examples = "Mozilla Firefox 128.0 (x64 fr)", required = true) @Nullable String name,
      @Schema(examples = "128.0") @Nullable String version,
      @Schema(examples = "Mozilla") @Nullable String publisher,
      @Schema(examples = "x86_64") @Nullable String architecture) {

    private static ReportedSoftware toReported(@Nullable Entry entry) {
      if (entry == null || entry.name == null) {
        throw new IllegalStateException("not checked before");
      }
      return new ReportedSoftware(entry.name, entry.version, entry.publisher, entry.architecture);
    }

    static Entry of(ReportedSoftware reported) {
      return new Entry(
          reported.name(), reported.version(), reported.publisher(), reported.architecture());
    }
  }

  /**
   * What became of a name.
   *
   * @param outcome RECOGNISED, SET_ASIDE or UNKNOWN
   * @param reason why it is no product by itself
   * @param because ids of the cleanings and of the rule that made it so
   */
  @Schema(name = "NormalisedName")
  public record Outcome(
      String outcome,
      @Nullable String code,
      @Nullable String product,
      @Nullable String publisher,
      @Nullable String version,
      @Nullable String cpe,
      @Nullable String purl,
      @Nullable String endoflife,
      @Nullable String reason,
      List<String> because) {

    static Outcome of(Normalised normalised) {
      return switch (normalised) {
        case Recognised(var code, var product, var maker, var version, var ids, var because) ->
            new Outcome(
                "RECOGNISED",
                code,
                product,
                maker,
                version,
                ids.cpe(),
                ids.purl(),
                ids.endoflife(),
                null,
                because);
        case SetAside(var reason, var because) ->
            new Outcome("SET_ASIDE", null, null, null, null, null, null, null, reason, because);
        case Unknown(_, _, var maker, var version, var because) ->
            new Outcome("UNKNOWN", null, null, maker, version, null, null, null, null, because);
      };
    }
  }

  /**
   * What the rules that are tried make of a name, beside what those in force make of it.
   *
   * @param differs whether it is not the same, apart from which rules made it so
   */
  @Schema(name = "TriedName")
  public record Tried(Entry reported, Outcome tried, Outcome inForce, boolean differs) {}

  /**
   * @param recognised how many of the sample are products by the rules that are tried
   * @param differing how many come out otherwise than by the rules in force
   */
  @Schema(name = "RulesTrialResult")
  public record TrialResult(
      int recognised, int setAside, int unknown, int differing, List<Tried> results) {}
}
