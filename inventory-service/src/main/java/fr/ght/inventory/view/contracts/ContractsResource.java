package fr.ght.inventory.view.contracts;

import fr.ght.access.signin.Call;
import fr.ght.http.Parameters;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.SearchText;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.ContractState;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The list of contracts. */
@Path("/api/inventory/contracts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class ContractsResource {
  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public ContractsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  /** By what the list is sorted; equal ones by their ids. */
  enum Sort {
    ID,
    SUPPLIER,
    NOTICE,
    END;

    Sequence<ContractRow> sequence() {
      return switch (this) {
        case ID -> Sequence.rising("contract", row -> row.contract);
        case SUPPLIER ->
            Sequence.<ContractRow>rising("sortSupplier", row -> row.sortSupplier)
                .then("contract", row -> row.contract);
        case NOTICE -> BY_NOTICE;
        case END ->
            Sequence.<ContractRow>earliestFirst("endOn", row -> row.endOn)
                .then("contract", row -> row.contract);
      };
    }
  }

  static final Sequence<ContractRow> BY_NOTICE =
      Sequence.<ContractRow>earliestFirst("noticeOn", row -> row.noticeOn)
          .then("contract", row -> row.contract);

  /**
   * One contract of the list.
   *
   * @param end the first day on which it no longer holds; null if it has no end
   * @param noticeOn the last day to give notice; null if there is none, or if notice was given
   * @param cost from the first day to the end, in EUR excluding VAT; null if unknown
   */
  @Schema(name = "ContractItem")
  public record Item(
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
      int renewals,
      @Nullable LocalDate end,
      @Nullable LocalDate noticeOn,
      boolean renewsItself,
      @Nullable BigDecimal amount,
      @Nullable String amountPer,
      @Nullable BigDecimal cost) {

    static Item of(ContractRow row) {
      return new Item(
          row.contract,
          row.establishment,
          row.kind,
          row.budget,
          row.supplier,
          row.subject,
          row.reference,
          row.state,
          row.signedOn,
          row.startOn,
          row.renewals,
          ever(row.endOn),
          ever(row.noticeOn),
          row.renewsItself,
          row.amount,
          row.amountPer,
          row.cost);
    }
  }

  static @Nullable LocalDate ever(LocalDate day) {
    return day.equals(ListedContract.NEVER) ? null : day;
  }

  /** Which contracts; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("kind")
          @Parameter(
              description =
                  "LICENCE_PURCHASE, HARDWARE_PURCHASE, INFRASTRUCTURE_PURCHASE, RENTAL, MAINTENANCE"
                      + " or HOSTING")
          @Nullable String kind,
      @QueryParam("budget") @Parameter(description = "INVESTMENT or OPERATING")
          @Nullable String budget,
      @QueryParam("state")
          @Parameter(description = "DRAFT, ACTIVE, NOTICE_WINDOW, RENEWED, TERMINATED or EXPIRED")
          @Nullable String state,
      @QueryParam("inForceOn")
          @Parameter(description = "a date: signed, begun and not ended on that day")
          @Nullable String inForceOn,
      @QueryParam("q") @Parameter(description = "a part of id, supplier, subject or reference")
          @Nullable String q,
      @QueryParam("sort") @Parameter(description = "ID (default), SUPPLIER, NOTICE or END")
          @Nullable String sort) {}

  @GET
  @Operation(summary = "Contracts, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var establishment = ListParameters.establishment(filter.establishment());
    var sort = Parameters.oneOf("sort", filter.sort(), Sort.class);
    var sequence = (sort == null ? Sort.ID : Sort.valueOf(sort)).sequence();
    var question = question(filter, asked);
    var reader = Visible.reader(call.caller());
    var completeUpTo = views.completeUpTo(ContractsView.NAME);
    return sessions
        .withSession(session ->
            Visible.limit(session, question, reader, asked.moment(), establishment)
                .chain(() -> question.page(session, sequence, asked, completeUpTo)))
        .map(page -> page.map(Item::of));
  }

  private static Question<ContractRow> question(Filter filter, AskedPage asked) {
    var q = filter.q();
    return new Question<>(ContractRow.class, asked.moment())
        .condition(
            "r.kind = :kind", "kind", Parameters.oneOf("kind", filter.kind(), ContractKind.class))
        .condition(
            "r.budget = :budget",
            "budget",
            Parameters.oneOf("budget", filter.budget(), ContractKind.Budget.class))
        .condition(
            "r.state = :state",
            "state",
            Parameters.oneOf("state", filter.state(), ContractState.class))
        .condition(IN_FORCE, "inForceOn", ListParameters.day("inForceOn", filter.inForceOn()))
        .condition("r.search like :q escape '\\'", "q", q == null ? null : SearchText.pattern(q));
  }

  /** Signed, begun and not ended, whether or not somebody has said yet that it ended. */
  static final String IN_FORCE =
      "r.signedOn is not null and r.startOn <= :inForceOn and r.endOn > :inForceOn";
}
