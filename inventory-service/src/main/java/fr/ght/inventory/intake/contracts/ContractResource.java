package fr.ght.inventory.intake.contracts;

import static fr.ght.inventory.domain.contract.ContractRefusal.NOT_DECLARED;

import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.AsOf;
import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.Contract.Declared;
import fr.ght.inventory.domain.contract.Contract.Undeclared;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractCommand.Change;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractRefusal;
import fr.ght.inventory.domain.contract.Entitlement;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Contracts of establishments with suppliers, and what happens to them. */
@Path("/api/inventory/contracts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class ContractResource {
  private final Commands<ContractCommand, Contract, ContractEvent> contracts;
  private final Signing signing;
  private final Establishments establishments;
  private final Rights rights;
  private final Call call;

  public ContractResource(
      Commands<ContractCommand, Contract, ContractEvent> contracts,
      Signing signing,
      Establishments establishments,
      Rights rights,
      Call call) {
    this.contracts = contracts;
    this.signing = signing;
    this.establishments = establishments;
    this.rights = rights;
    this.call = call;
  }

  @PUT
  @Operation(
      summary = "Declare a contract, as a draft or signed",
      description =
          "Without signedOn it is a draft, and may be declared anew. Once signed it changes by what"
              + " happens to it, or by a correction.")
  public Uni<RestResponse<ContractBody.Shown>> declare(
      @PathParam("id") String id, @Nullable ContractBody body, @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    var declaration = asked.toCommand();
    var establishment = declaration.terms().establishment();
    var origin = call.origin();
    Names.contract(id);
    return rights
        .require(origin.caller(), Action.DECLARE_CONTRACT, establishment, Establishments::unseen)
        .chain(role ->
            establishments
                .requireKnown(establishment)
                .chain(() ->
                    carryOut(origin, role, id, establishment, "", declaration, headers, asked))
                .onFailure(ProblemException.class)
                .recoverWithUni(refused ->
                    requireOwnIfThere(origin, role, id)
                        .chain(() -> Uni.createFrom().failure(refused))))
        .map(answer -> shown(id, answer));
  }

  /** The terms as they are, and why they were recorded otherwise. */
  @Schema(name = "ContractCorrection")
  public record Correction(
      @Schema(required = true) @Nullable ContractBody contract,
      @Schema(examples = "Avenant n° 1", required = true) @Nullable String reason) {

    Change toCommand() {
      var stated = contract;
      return Findings.reading(found -> {
        var why = found.required("reason", reason, Names::text);
        if (stated == null) {
          found.reject("contract", "is missing");
          return () -> {
            throw new IllegalStateException("contract");
          };
        }
        var terms = stated.terms(found, "contract.");
        var signed = found.required("contract.signedOn", stated.signedOn(), Names::day);
        return () -> new ContractCommand.Correct(terms.get(), signed.get(), why.get());
      });
    }
  }

  @POST
  @Path("/corrections")
  @Operation(summary = "Correct or amend the terms of a signed contract, with the reason")
  public Uni<RestResponse<ContractBody.Shown>> correct(
      @PathParam("id") String id, @Nullable Correction body, @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    return change(Action.CORRECT_CONTRACT, id, "corrections", asked.toCommand(), headers, asked);
  }

  /**
   * @param product as agents report it, or a part of that at its beginning, in whole words
   * @param quantity not said if it is not limited
   */
  @Schema(name = "EntitlementRecord")
  public record EntitlementBody(
      @Schema(examples = "Microsoft Office", required = true) @Nullable String product,
      @Schema(examples = "MACHINE", required = true) @Nullable String metric,
      @Schema(examples = "3000") @Nullable Integer quantity) {

    Change toCommand() {
      return Findings.reading(found -> {
        var what = found.required("product", product, Names::text);
        var counted = found.oneOf("metric", metric, Entitlement.Metric.class);
        return () ->
            new ContractCommand.RecordEntitlement(
                new Entitlement(what.get(), counted.get(), quantity));
      });
    }
  }

  @POST
  @Path("/entitlements")
  @Operation(
      summary = "Record how much of a product a contract allows to use",
      description = "It replaces what the contract said of that product before.")
  public Uni<RestResponse<ContractBody.Shown>> recordEntitlement(
      @PathParam("id") String id,
      @Nullable EntitlementBody body,
      @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    return change(Action.DECLARE_CONTRACT, id, "entitlements", asked.toCommand(), headers, asked);
  }

  @Schema(name = "EntitlementWithdrawal")
  public record EntitlementWithdrawal(
      @Schema(examples = "Microsoft Office", required = true) @Nullable String product,
      @Schema(examples = "Recorded on the wrong contract", required = true)
          @Nullable String reason) {

    Change toCommand() {
      return Findings.reading(found -> {
        var what = found.required("product", product, Names::text);
        var why = found.required("reason", reason, Names::text);
        return () -> new ContractCommand.WithdrawEntitlement(what.get(), why.get());
      });
    }
  }

  @POST
  @Path("/entitlement-withdrawals")
  @Operation(summary = "Withdraw what was recorded of a product, with the reason")
  public Uni<RestResponse<ContractBody.Shown>> withdrawEntitlement(
      @PathParam("id") String id,
      @Nullable EntitlementWithdrawal body,
      @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    return change(
        Action.CORRECT_CONTRACT, id, "entitlement-withdrawals", asked.toCommand(), headers, asked);
  }

  /**
   * @param number the how manieth renewal, from 1 on: the same one is never made twice
   */
  @Schema(name = "ContractRenewal")
  public record RenewalBody(@Schema(examples = "1", required = true) @Nullable Integer number) {
    Change toCommand() {
      return Findings.reading(found -> {
        var which = found.required("number", number, Lengths::times);
        return () -> new ContractCommand.Renew(which.get());
      });
    }
  }

  @POST
  @Path("/renewals")
  @Operation(summary = "Renew a contract for the term that was agreed for renewals")
  public Uni<RestResponse<ContractBody.Shown>> renew(
      @PathParam("id") String id, @Nullable RenewalBody body, @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    return change(Action.DECLARE_CONTRACT, id, "renewals", asked.toCommand(), headers, asked);
  }

  /**
   * @param noticeOn the day on which notice was given
   * @param endsOn the first day on which the contract no longer holds
   */
  @Schema(name = "ContractTermination")
  public record TerminationBody(
      @Schema(examples = "2027-06-30", format = "date", required = true) @Nullable String noticeOn,
      @Schema(examples = "2028-02-01", format = "date", required = true) @Nullable String endsOn,
      @Schema(examples = "Replaced by the group's target", required = true)
          @Nullable String reason) {

    Change toCommand() {
      return Findings.reading(found -> {
        var given = found.required("noticeOn", noticeOn, Names::day);
        var ends = found.required("endsOn", endsOn, Names::day);
        var why = found.required("reason", reason, Names::text);
        return () -> new ContractCommand.Terminate(given.get(), ends.get(), why.get());
      });
    }
  }

  @POST
  @Path("/termination")
  @Operation(summary = "Say that notice was given, and from when on the contract no longer holds")
  public Uni<RestResponse<ContractBody.Shown>> terminate(
      @PathParam("id") String id,
      @Nullable TerminationBody body,
      @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    return change(Action.DECLARE_CONTRACT, id, "termination", asked.toCommand(), headers, asked);
  }

  @Schema(name = "TerminationWithdrawal")
  public record TerminationWithdrawal(
      @Schema(examples = "Recorded on the wrong contract", required = true)
          @Nullable String reason) {

    Change toCommand() {
      return Findings.reading(found -> {
        var why = found.required("reason", reason, Names::text);
        return () -> new ContractCommand.WithdrawTermination(why.get());
      });
    }
  }

  @POST
  @Path("/termination-withdrawal")
  @Operation(summary = "Withdraw a termination that was recorded wrongly, with the reason")
  public Uni<RestResponse<ContractBody.Shown>> withdrawTermination(
      @PathParam("id") String id,
      @Nullable TerminationWithdrawal body,
      @BeanParam CommandHeaders headers) {
    var asked = Problem.present(body);
    return change(
        Action.CORRECT_CONTRACT, id, "termination-withdrawal", asked.toCommand(), headers, asked);
  }

  @GET
  @Operation(summary = "A contract as it was recorded by an instant")
  public Uni<RestResponse<ContractBody.Shown>> get(
      @PathParam("id") String id, @QueryParam("asOf") @Nullable String asOf) {
    var stream = Names.contract(id);
    var moment = AsOf.parse(asOf, null, Instant.now());
    var caller = call.caller();
    Rights.requireRole(caller, Action.READ);
    return contracts
        .read(stream, moment)
        .call(answer ->
            switch (answer.state()) {
              case Undeclared _ -> Uni.createFrom().voidItem();
              case Declared declared ->
                  rights.require(
                      caller,
                      Action.READ,
                      declared.terms().establishment(),
                      moment,
                      () -> noContract(id));
            })
        .map(answer -> shown(id, answer));
  }

  /** Of a contract that there is. */
  private Uni<RestResponse<ContractBody.Shown>> change(
      Action action, String id, String step, Change command, CommandHeaders headers, Object asked) {
    var origin = call.origin();
    Rights.requireRole(origin.caller(), action);
    return contracts
        .read(Names.contract(id), AsOf.now())
        .chain(found ->
            switch (found.state()) {
              case Undeclared _ ->
                  Uni.createFrom().<Commands.Answer<Contract>>failure(explain(NOT_DECLARED));
              case Declared declared -> {
                var at = declared.terms().establishment();
                yield rights
                    .require(origin.caller(), action, at, () -> explain(NOT_DECLARED))
                    .chain(role -> carryOut(origin, role, id, at, step, command, headers, asked));
              }
            })
        .map(answer -> shown(id, answer));
  }

  /** As of applications: who may not know of it must not learn of it by the reason. */
  private Uni<Role> requireOwnIfThere(Origin origin, Role role, String id) {
    return contracts
        .read(Names.contract(id), AsOf.now())
        .chain(found ->
            switch (found.state()) {
              case Undeclared _ -> Uni.createFrom().item(role);
              case Declared declared ->
                  rights.require(
                      origin.caller(),
                      Action.DECLARE_CONTRACT,
                      declared.terms().establishment(),
                      () -> noContract(id));
            });
  }

  private Uni<Commands.Answer<Contract>> carryOut(
      Origin origin,
      Role role,
      String id,
      Finess establishment,
      String step,
      Change command,
      CommandHeaders headers,
      Object asked) {
    var stream = Names.contract(id);
    return signing.carryOut(
        stream,
        establishment,
        command,
        origin.as(role, headers.command(origin.tenant(), stream + " " + step, asked)),
        headers.expectedVersion());
  }

  private static ProblemException noContract(String id) {
    return Problem.notFound("contract " + id);
  }

  private static RestResponse<ContractBody.Shown> shown(
      String id, Commands.Answer<Contract> answer) {
    return switch (answer.state()) {
      case Undeclared _ -> throw noContract(id);
      case Declared declared -> answer.toResponse(ContractBody.Shown.of(id, declared));
    };
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((ContractRefusal) refusal) {
      case NOT_DECLARED -> Problem.notFound("such contract: declare it first");
      case NOT_SIGNED -> refused(refusal, "It is a draft. Declare it with the day of signature.");
      case ALREADY_SIGNED ->
          refused(refusal, "It is signed. POST a correction of its terms with the reason.");
      case OTHER_ESTABLISHMENT ->
          refused(
              refusal,
              "A contract stays with its establishment. Declare another one under another id.");
      case NEGATIVE_AMOUNT -> Problem.invalid("amount", "must not be negative");
      case TERM_NOT_POSITIVE -> Problem.invalid("initialTerm", "must be longer than nothing");
      case RENEWALS_NOT_POSITIVE -> Problem.invalid("renewal.most", "must be at least 1");
      case NO_TERM_TO_RENEW_OR_END ->
          Problem.invalid(
              "initialTerm",
              "is missing: without an end there is nothing to renew or to give notice for");
      case NOTICE_LONGER_THAN_TERM -> Problem.invalid("notice", "is longer than the initial term");
      case RENEWED_MORE_OFTEN ->
          refused(refusal, "It was renewed more often than these terms allow.");
      case NO_RENEWAL_LEFT ->
          refused(
              refusal,
              "The terms allow no further renewal. If they were amended, POST a correction of them.");
      case RENEWAL_OUT_OF_ORDER -> refused(refusal, "The renewal before this one is not recorded.");
      case ALREADY_TERMINATED -> refused(refusal, "Notice was given. It ends on another day.");
      case ALREADY_EXPIRED -> refused(refusal, "It has expired.");
      case NOT_TERMINATED -> refused(refusal, "It expired without a termination.");
      case ENDS_BEFORE_NOTICE -> Problem.invalid("endsOn", "is before noticeOn");
      case ENDS_BEFORE_START -> refused(refusal, "It would end before it begins.");
      case ENDS_AFTER_TERM ->
          refused(refusal, "It would end later than agreed. Renew it, or correct its terms.");
      case QUANTITY_NOT_POSITIVE ->
          Problem.invalid("quantity", "must be at least 1; leave it out if it is not limited");
      case REASON_MISSING -> Problem.invalid("reason", "is missing");
      case OVER_BUDGET -> refused(refusal, "It would pass an envelope of the budget.");
      case NOT_DUE -> refused(refusal, "That day is not what the contract says.");
    };
  }

  private static ProblemException refused(Refusal refusal, String detail) {
    return Kind.REFUSED.with(refusal.name(), detail);
  }
}
