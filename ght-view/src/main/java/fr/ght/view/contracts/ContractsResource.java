package fr.ght.view.contracts;

import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.view.french.Labels;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The contracts of a group. */
@Path("/api/view/ghts/{ght}/contracts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "view")
public class ContractsResource {
  private static final CsvTable<ContractItem> CSV =
      CsvTable.<ContractItem>empty()
          .column("À décider au plus tard le", ContractItem::dueOn)
          .column("En retard", ContractItem::overdue)
          .column("Identifiant", ContractItem::id)
          .column("Établissement (FINESS)", ContractItem::establishment)
          .column("Nature", item -> Labels.contractKind(item.kind()))
          .column("Budget", item -> Labels.budget(item.budget()))
          .column("Titulaire", ContractItem::supplier)
          .column("Objet", ContractItem::subject)
          .column("Référence", ContractItem::reference)
          .column("Statut du contrat", item -> Labels.contractState(item.state()))
          .column("Signé le", ContractItem::signedOn)
          .column("Début", ContractItem::start)
          .column("Échéance", ContractItem::end)
          .column("Date de préavis", ContractItem::noticeOn)
          .column("À l’échéance", item -> Labels.renewal(item.renewal()))
          .column("Reconductions faites", ContractItem::renewals)
          .column("Montant HT", ContractItem::amount)
          .column("Montant par", item -> per(item.amountPer()))
          .column("Coût HT", ContractItem::cost);

  private final Contracts contracts;
  private final ContractFigures figures;

  public ContractsResource(Contracts contracts, ContractFigures figures) {
    this.contracts = contracts;
    this.figures = figures;
  }

  /** Which contracts; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("q") @Parameter(description = "a part of id, supplier, subject or reference")
          @Nullable String q,
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
          @Parameter(
              description =
                  "DRAFT, ACTIVE, NOTICE_WINDOW, RENEWED, TERMINATED or EXPIRED; RUNNING: signed and"
                      + " not ended")
          @Nullable String state,
      @QueryParam("on")
          @Parameter(
              description = "the day whose members count, and what is overdue; by default asOf's")
          @Nullable String on,
      @QueryParam("sort")
          @Parameter(
              description =
                  "dueOn (default), end, noticeOn, id, establishment, kind, supplier or state; -end"
                      + " from the last to the first")
          @Nullable String sort) {

    ContractFilter parsed() {
      return new ContractFilter(
          q,
          establishment,
          Parameters.oneOf("kind", kind, ContractKind.class),
          Parameters.oneOf("budget", budget, ContractKind.Budget.class),
          ContractFilter.states("state", state));
    }
  }

  @GET
  @Operation(
      summary =
          "Contracts, those first that have to be decided first; all as CSV with Accept: text/csv or"
              + " format=csv")
  public Uni<Page<ContractItem>> list(
      @PathParam("ght") String ght, @BeanParam Filter filter, @BeanParam AskedPage asked) {
    return contracts.of(ght, filter.parsed(), filter.sort(), asked.moment(filter.on())).page(asked);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(
      @PathParam("ght") String ght, @BeanParam Filter filter, @BeanParam AskedExport asked) {
    var listing = contracts.of(ght, filter.parsed(), filter.sort(), asked.moment(filter.on()));
    return CsvStream.of("contrats", CSV, listing::stretch);
  }

  private static @Nullable String per(@Nullable String code) {
    return code == null ? null : Labels.amountPer(code);
  }

  @GET
  @Path("/figures")
  @Operation(
      summary = "What of the contracts has to be decided, and how much is rented and bought",
      description = "For the group and for each of its full members.")
  public Uni<ContractFiguresAnswer> figures(
      @PathParam("ght") String ght,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("on") @Parameter(description = "the day that counts; by default asOf's")
          @Nullable String on) {
    return figures.of(ght, AsOf.parse(asOf, on, Instant.now()));
  }
}
