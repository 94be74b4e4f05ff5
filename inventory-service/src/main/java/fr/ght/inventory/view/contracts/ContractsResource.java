package fr.ght.inventory.view.contracts;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.SearchText;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.ContractState;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Listing;
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
import org.jboss.resteasy.reactive.RestMulti;
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

  static final Sequence<ContractRow> BY_NOTICE =
      Sequence.<ContractRow>earliestFirst("noticeOn", row -> row.noticeOn)
          .then("contract", row -> row.contract);

  private static final Orders<ContractRow> ORDERS =
      Orders.usually(Sequence.<ContractRow>rising("contract", row -> row.contract))
          .or("id", Sequence.rising("contract", row -> row.contract))
          .or("establishment", byId(Sequence.rising("establishment", row -> row.establishment)))
          .or("kind", byId(Sequence.rising("kind", row -> row.kind)))
          .or("supplier", byId(Sequence.rising("sortSupplier", row -> row.sortSupplier)))
          .or("state", byId(Sequence.rising("state", row -> row.state)))
          .or("noticeOn", BY_NOTICE)
          .or("end", byId(Sequence.earliestFirst("endOn", row -> row.endOn)));

  private static Sequence<ContractRow> byId(Sequence<ContractRow> first) {
    return first.then("contract", row -> row.contract);
  }

  /** Its headings are those that an import knows, so that drafts come back changed. */
  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Identifiant", Item::id)
          .column("Établissement (FINESS)", Item::establishment)
          .column("Nature", item -> Terms.CONTRACT_KIND.of(item.kind()))
          .column("Budget", item -> Terms.BUDGET.of(item.budget()))
          .column("Titulaire", Item::supplier)
          .column("Objet", Item::subject)
          .column("Référence", Item::reference)
          .column("Statut du contrat", item -> Terms.CONTRACT_STATE.of(item.state()))
          .column("Signé le", Item::signedOn)
          .column("Début", Item::start)
          .column("Durée initiale", item -> Terms.length(item.initialTerm()))
          .column("Durée de reconduction", item -> Terms.length(item.renewalTerm()))
          .column("Reconductions", Item::renewalsMost)
          .column("Reconduction tacite", Item::tacit)
          .column("Préavis", item -> Terms.length(item.notice()))
          .column("Reconductions faites", Item::renewals)
          .column("Échéance", Item::end)
          .column("Date de préavis", Item::noticeOn)
          .column("Se reconduit seul", Item::renewsItself)
          .column("Montant HT", Item::amount)
          .column("Montant par", item -> Terms.AMOUNT_PER.of(item.amountPer()))
          .column("Coût HT", Item::cost);

  /**
   * One contract of the list.
   *
   * @param initialTerm an ISO 8601 period; null if it holds without an end
   * @param renewalTerm null if it cannot be renewed
   * @param renewalsMost how many times it may be
   * @param tacit whether it is unless notice is given
   * @param notice how long before the end it must be given; null if there is none
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
      @Nullable String initialTerm,
      @Nullable String renewalTerm,
      @Nullable Integer renewalsMost,
      @Nullable Boolean tacit,
      @Nullable String notice,
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
          row.initialTerm,
          row.renewalTerm,
          row.renewalsMost,
          row.tacit,
          row.notice,
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
      @QueryParam("sort")
          @Parameter(
              description =
                  "id (default), establishment, kind, supplier, state, noticeOn or end; -end from the last to the first")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary =
          "Contracts, as recorded by an instant; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(ContractsView.NAME);
    return listing(filter, asked.moment()).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(null)).csv("contrats", CSV);
  }

  private Listing<ContractRow, Item> listing(Filter filter, AsOf moment) {
    var establishment = ListParameters.establishment(filter.establishment());
    var order = ORDERS.asked(filter.sort());
    var reader = Visible.reader(call.caller());
    question(filter, moment);
    return Listing.of(
        sessions,
        order,
        session -> {
          var question = question(filter, moment);
          return Visible.limit(session, question, reader, moment, establishment)
              .replaceWith(question);
        },
        Item::of);
  }

  private static Question<ContractRow> question(Filter filter, AsOf moment) {
    var q = filter.q();
    return new Question<>(ContractRow.class, moment)
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
