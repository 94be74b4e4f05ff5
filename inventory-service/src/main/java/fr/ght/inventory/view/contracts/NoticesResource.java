package fr.ght.inventory.view.contracts;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The calendar of notices: until when somebody has to say that a contract shall not go on. */
@Path("/api/inventory/contracts/notices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class NoticesResource {
  private static final List<String> RUNNING =
      List.of(
          ContractState.ACTIVE.name(),
          ContractState.NOTICE_WINDOW.name(),
          ContractState.RENEWED.name());

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Date de préavis", Item::noticeOn)
          .column("Identifiant", Item::contract)
          .column("Établissement (FINESS)", Item::establishment)
          .column("Nature", item -> Terms.CONTRACT_KIND.of(item.kind()))
          .column("Titulaire", Item::supplier)
          .column("Objet", Item::subject)
          .column("Référence", Item::reference)
          .column("Statut du contrat", item -> Terms.CONTRACT_STATE.of(item.state()))
          .column("Échéance", Item::end)
          .column("Se reconduit seul", Item::renewsItself)
          .column("Montant HT", Item::amount)
          .column("Montant par", item -> Terms.AMOUNT_PER.of(item.amountPer()));

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public NoticesResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  /**
   * A contract for which notice may be given.
   *
   * @param noticeOn the last day to give notice
   * @param end the first day on which the contract no longer holds, or its next term begins
   * @param renewsItself whether it goes on for another term if nobody gives notice
   */
  @Schema(name = "NoticeDate")
  public record Item(
      LocalDate noticeOn,
      String contract,
      String establishment,
      String kind,
      String supplier,
      String subject,
      @Nullable String reference,
      String state,
      LocalDate end,
      boolean renewsItself,
      @Nullable BigDecimal amount,
      @Nullable String amountPer) {

    static Item of(ContractRow row) {
      return new Item(
          row.noticeOn,
          row.contract,
          row.establishment,
          row.kind,
          row.supplier,
          row.subject,
          row.reference,
          row.state,
          row.endOn,
          row.renewsItself,
          row.amount,
          row.amountPer);
    }
  }

  /** Which days of the calendar. */
  public record Filter(
      @QueryParam("from") @Parameter(description = "the first day; by default the day of asOf")
          @Nullable String from,
      @QueryParam("to")
          @Parameter(description = "the first day after it; by default a year after from")
          @Nullable String to,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment) {}

  @GET
  @Operation(
      summary = "The calendar of notices: the last days on which notice may be given",
      description =
          "Of contracts that are signed and neither terminated nor expired, in the order of their"
              + " notice dates; all as CSV with Accept: text/csv or format=csv.")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(ContractsView.NAME);
    return listing(filter, asked.moment()).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(null)).csv("preavis", CSV);
  }

  private Listing<ContractRow, Item> listing(Filter filter, AsOf asOf) {
    var first = Objects.requireNonNullElse(ListParameters.day("from", filter.from()), asOf.on());
    var after =
        Objects.requireNonNullElse(ListParameters.day("to", filter.to()), first.plusYears(1));
    if (!after.isAfter(first)) {
      throw Problem.unreadable("to", "must be after from");
    }
    var place = ListParameters.establishment(filter.establishment());
    var reader = Visible.reader(call.caller());
    return Listing.of(
        sessions,
        ContractsResource.BY_NOTICE,
        session -> {
          var question =
              new Question<>(ContractRow.class, asOf)
                  .condition("r.noticeOn >= :first", "first", first)
                  .condition("r.noticeOn < :after", "after", after)
                  .condition("r.state in :running", "running", RUNNING);
          return Visible.limit(session, question, reader, asOf, place).replaceWith(question);
        },
        Item::of);
  }
}
