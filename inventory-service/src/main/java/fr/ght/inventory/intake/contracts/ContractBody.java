package fr.ght.inventory.intake.contracts;

import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.contract.Contract.Declared;
import fr.ght.inventory.domain.contract.Contract.Draft;
import fr.ght.inventory.domain.contract.Contract.Signed;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.domain.contract.Entitlement;
import fr.ght.inventory.domain.contract.Terms;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Names;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contract as callers write it.
 *
 * @param establishment FINESS of the legal entity that is bound
 * @param kind LICENCE_PURCHASE, HARDWARE_PURCHASE, INFRASTRUCTURE_PURCHASE, RENTAL, MAINTENANCE or
 *     HOSTING
 * @param budget INVESTMENT or OPERATING; need not be said, since the kind says it
 * @param signedOn not said for a draft
 * @param initialTerm an ISO 8601 period; not said if it holds without an end
 * @param amount in EUR, excluding VAT
 * @param amountPer YEAR or CONTRACT
 */
@Schema(name = "ContractDeclaration")
public record ContractBody(
    @Schema(examples = "420784878", required = true) @Nullable String establishment,
    @Schema(examples = "RENTAL", required = true) @Nullable String kind,
    @Schema(examples = "OPERATING") @Nullable String budget,
    @Schema(examples = "Éditeur de santé SA", required = true) @Nullable String supplier,
    @Schema(examples = "Dossier patient, location", required = true) @Nullable String subject,
    @Schema(examples = "2024-017") @Nullable String reference,
    @Schema(examples = "2024-01-15", format = "date") @Nullable String signedOn,
    @Schema(examples = "2024-02-01", format = "date", required = true) @Nullable String start,
    @Schema(examples = "P4Y") @Nullable String initialTerm,
    @Nullable Renewal renewal,
    @Schema(examples = "P6M") @Nullable String notice,
    @Schema(examples = "34000.00") @Nullable BigDecimal amount,
    @Schema(examples = "YEAR") @Nullable String amountPer) {

  /**
   * How it may go on after its initial term.
   *
   * @param most how many times
   * @param tacit whether it does so unless notice is given; by default not
   */
  @Schema(name = "ContractRenewalOption")
  public record Renewal(
      @Schema(examples = "P1Y", required = true) @Nullable String term,
      @Schema(examples = "2", required = true) @Nullable Integer most,
      @Schema(examples = "true") @Nullable Boolean tacit) {

    static @Nullable Renewal of(Terms.@Nullable Renewal renewal) {
      return renewal == null
          ? null
          : new Renewal(renewal.term().toString(), renewal.most(), renewal.tacit());
    }
  }

  /**
   * @throws Problem.ProblemException 422 naming every field that is not valid
   */
  public ContractCommand.Declare toCommand() {
    return Findings.reading(found -> {
      var terms = terms(found, "");
      var signed = found.optional("signedOn", signedOn, Names::day);
      return () -> new ContractCommand.Declare(terms.get(), signed.get());
    });
  }

  Supplier<Terms> terms(Findings found, String path) {
    var at = found.required(path + "establishment", establishment, Finess::parse);
    var about = found.oneOf(path + "kind", kind, ContractKind.class);
    var other = found.required(path + "supplier", supplier, Names::text);
    var what = found.required(path + "subject", subject, Names::text);
    var known = found.optional(path + "reference", reference, Names::text);
    var from = found.required(path + "start", start, Names::day);
    var term = found.optional(path + "initialTerm", initialTerm, Lengths::read);
    var goesOn = renewal(found, path + "renewal");
    var warning = found.optional(path + "notice", notice, Lengths::read);
    var price = price(found, path);
    checkBudget(found, path);
    return () ->
        new Terms(
            at.get(),
            about.get(),
            other.get(),
            what.get(),
            known.get(),
            from.get(),
            term.get(),
            goesOn.get(),
            warning.get(),
            price.get());
  }

  private Supplier<Terms.@Nullable Renewal> renewal(Findings found, String path) {
    if (renewal == null) {
      return () -> null;
    }
    var term = found.required(path + ".term", renewal.term(), Lengths::read);
    var most = found.required(path + ".most", renewal.most(), Lengths::times);
    return () -> new Terms.Renewal(term.get(), most.get(), Boolean.TRUE.equals(renewal.tacit()));
  }

  private Supplier<@Nullable Price> price(Findings found, String path) {
    if (amount == null && amountPer == null) {
      return () -> null;
    }
    var euros = found.required(path + "amount", amount, Euros::read);
    var per = found.oneOf(path + "amountPer", amountPer, Price.Per.class);
    return () -> new Price(euros.get(), per.get());
  }

  /** The kind forces the budget: what is rented is never an investment. */
  private void checkBudget(Findings found, String path) {
    var said = budget;
    if (said == null) {
      return;
    }
    found.oneOf(path + "budget", said, Budget.class);
    kindSaid()
        .map(ContractKind::budget)
        .filter(forced -> isBudget(said) && !forced.name().equals(said))
        .ifPresent(forced ->
            found.reject(path + "budget", "must be %s for the kind %s".formatted(forced, kind)));
  }

  private Optional<ContractKind> kindSaid() {
    return List.of(ContractKind.values()).stream()
        .filter(one -> one.name().equals(kind))
        .findFirst();
  }

  private static boolean isBudget(String text) {
    return List.of(Budget.values()).stream().anyMatch(one -> one.name().equals(text));
  }

  /** How much of a product may be used. */
  @Schema(name = "Entitlement")
  public record ShownEntitlement(String product, String metric, @Nullable Integer quantity) {
    static ShownEntitlement of(Entitlement entitlement) {
      return new ShownEntitlement(
          entitlement.product(), entitlement.metric().name(), entitlement.quantity());
    }
  }

  /**
   * A contract as it is answered.
   *
   * @param renewals how many times it was renewed
   * @param end the first day on which it no longer holds; null if it has no end
   * @param noticeOn the last day to give notice; null if there is none, or if notice was given
   * @param cost from the first day to the end, in EUR excluding VAT; null if unknown
   */
  @Schema(name = "Contract")
  public record Shown(
      String id,
      String establishment,
      String kind,
      String budget,
      String supplier,
      String subject,
      @Nullable String reference,
      String state,
      @Nullable LocalDate signedOn,
      LocalDate start,
      @Nullable String initialTerm,
      @Nullable Renewal renewal,
      int renewals,
      @Nullable String notice,
      @Nullable LocalDate end,
      @Nullable LocalDate noticeOn,
      @Nullable BigDecimal amount,
      @Nullable String amountPer,
      @Nullable BigDecimal cost,
      List<ShownEntitlement> entitlements) {

    static Shown of(String id, Declared contract) {
      return switch (contract) {
        case Draft(var terms) ->
            of(
                id,
                contract,
                null,
                0,
                terms.endAfter(0),
                terms.noticeDateAfter(0),
                terms.cost(0, null),
                List.of());
        case Signed signed -> {
          var agreement = signed.agreement();
          yield of(
              id,
              contract,
              agreement.signedOn(),
              agreement.renewals(),
              agreement.end(),
              agreement.noticeDate(),
              agreement.cost(),
              agreement.entitlements().values().stream().map(ShownEntitlement::of).toList());
        }
      };
    }

    private static Shown of(
        String id,
        Declared contract,
        @Nullable LocalDate signedOn,
        int renewals,
        Optional<LocalDate> end,
        Optional<LocalDate> noticeOn,
        Optional<BigDecimal> cost,
        List<ShownEntitlement> entitlements) {
      var terms = contract.terms();
      var price = terms.price();
      return new Shown(
          id,
          terms.establishment().number(),
          terms.kind().name(),
          terms.kind().budget().name(),
          terms.supplier(),
          terms.subject(),
          terms.reference(),
          contract.state().name(),
          signedOn,
          terms.start(),
          text(terms.initialTerm()),
          Renewal.of(terms.renewal()),
          renewals,
          text(terms.notice()),
          end.orElse(null),
          noticeOn.orElse(null),
          price == null ? null : price.amount(),
          price == null ? null : price.per().name(),
          cost.orElse(null),
          entitlements);
    }

    private static @Nullable String text(@Nullable Period period) {
      return period == null ? null : period.toString();
    }
  }
}
