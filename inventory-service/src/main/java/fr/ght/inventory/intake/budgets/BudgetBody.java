package fr.ght.inventory.intake.budgets;

import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.budget.BudgetCommand;
import fr.ght.inventory.domain.budget.BudgetEnvelopes;
import fr.ght.inventory.domain.budget.BudgetEnvelopes.Overrun;
import fr.ght.inventory.domain.budget.BudgetOwner;
import fr.ght.inventory.domain.contract.BudgetLine;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.contracts.Euros;
import java.math.BigDecimal;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An envelope as callers write it.
 *
 * @param amount in EUR, excluding VAT
 */
@Schema(name = "BudgetEnvelopeAmount")
public record BudgetBody(
    @Schema(examples = "2000000.00", required = true) @Nullable BigDecimal amount) {

  BudgetCommand toCommand(BudgetOwner owner, BudgetLine line) {
    return Findings.reading(found -> {
      var euros = found.required("amount", amount, Euros::read);
      return () -> new BudgetCommand.SetEnvelope(owner, line, euros.get());
    });
  }

  /**
   * What the address names.
   *
   * @throws Problem.ProblemException 422 naming year or kind
   */
  static BudgetLine line(String year, String kind) {
    return Findings.reading(found -> {
      var in = found.required("year", year, BudgetBody::year);
      var about = found.oneOf("kind", kind, Budget.class);
      return () -> new BudgetLine(in.get(), about.get());
    });
  }

  private static Integer year(String text) {
    if (!text.matches("[0-9]{4}")) {
      throw new IllegalArgumentException("is not a year such as 2026");
    }
    return Names.day(text + "-01-01").getYear();
  }

  /**
   * What becomes of commitments that pass an envelope, as callers write it.
   *
   * @param overrun REFUSE or FLAG
   */
  @Schema(name = "BudgetOverrun")
  public record OverrunBody(
      @Schema(examples = "REFUSE", required = true) @Nullable String overrun) {

    BudgetCommand toCommand(BudgetOwner owner) {
      return Findings.reading(found -> {
        var chosen = found.oneOf("overrun", overrun, Overrun.class);
        return () -> new BudgetCommand.ChooseOverrun(owner, chosen.get());
      });
    }
  }

  /** What a group has chosen, or FLAG, which holds until it does. */
  @Schema(name = "BudgetOverrunChosen")
  public record ShownOverrun(String ght, String overrun) {
    static ShownOverrun of(String ght, BudgetEnvelopes envelopes) {
      return new ShownOverrun(
          ght, Objects.requireNonNullElse(envelopes.overrun(), Overrun.USUAL).name());
    }
  }

  /**
   * An envelope as it is answered.
   *
   * @param establishment FINESS; null of a group's
   * @param ght null of an establishment's own
   * @param kind INVESTMENT or OPERATING
   */
  @Schema(name = "BudgetEnvelope")
  public record Shown(
      @Nullable String establishment,
      @Nullable String ght,
      int year,
      String kind,
      BigDecimal amount) {

    static Shown of(BudgetOwner owner, BudgetLine line, BudgetEnvelopes envelopes) {
      @Nullable Finess at = owner.establishment();
      return new Shown(
          at == null ? null : at.number(),
          owner.ght(),
          line.year(),
          line.kind().name(),
          Objects.requireNonNull(envelopes.amounts().get(line)));
    }
  }
}
