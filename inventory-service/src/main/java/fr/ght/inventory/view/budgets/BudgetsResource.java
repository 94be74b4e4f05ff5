package fr.ght.inventory.view.budgets;

import fr.ght.access.Caller;
import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.contract.ContractKind.Budget;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Listing;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import fr.ght.inventory.view.budgets.Commitments.Committed;
import fr.ght.inventory.view.contracts.ContractsView;
import fr.ght.inventory.view.memberships.MembershipsView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The list of envelopes, and what is committed of each. */
@Path("/api/inventory/budgets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
public class BudgetsResource {
  private static final Orders<EnvelopeRow> ORDERS =
      Orders.usually(byKey(Sequence.risingNumber("year", row -> row.year)))
          .or("year", byKey(Sequence.risingNumber("year", row -> row.year)))
          .or("establishment", byKey(Sequence.rising("owner", row -> row.owner)))
          .or("kind", byKey(Sequence.rising("kind", row -> row.kind)));

  private static Sequence<EnvelopeRow> byKey(Sequence<EnvelopeRow> first) {
    return first.then("envelope", row -> row.envelope);
  }

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Exercice", Item::year)
          .column("Établissement (FINESS), vide : tout le groupement", Item::establishment)
          .column("Groupement", Item::ght)
          .column("Budget", item -> Terms.BUDGET.of(item.kind()))
          .column("Enveloppe HT", Item::amount)
          .column("Engagé HT", Item::committed)
          .column("Disponible HT", Item::remaining)
          .column("Dépassement HT", Item::over)
          .column("Contrats de prix inconnu", Item::unknownPrices);

  private final Mutiny.SessionFactory sessions;
  private final Commitments commitments;
  private final Views views;
  private final Call call;

  public BudgetsResource(
      Mutiny.SessionFactory sessions, Commitments commitments, Views views, Call call) {
    this.sessions = sessions;
    this.commitments = commitments;
    this.views = views;
    this.call = call;
  }

  /**
   * One envelope of the list, in EUR excluding VAT.
   *
   * @param establishment FINESS; null of a group's
   * @param ght null of an establishment's own
   * @param committed by signed contracts: of a group, of those who are full members on the day
   * @param remaining 0 if it is passed
   * @param over by how much it is passed; 0 if it is not
   * @param unknownPrices signed contracts whose price is unknown, and so in no amount
   */
  @Schema(name = "BudgetEnvelopeItem")
  public record Item(
      @Nullable String establishment,
      @Nullable String ght,
      int year,
      String kind,
      BigDecimal amount,
      BigDecimal committed,
      BigDecimal remaining,
      BigDecimal over,
      long unknownPrices) {

    static Item of(EnvelopeRow row, List<Committed> charged) {
      var committed =
          charged.stream()
              .map(Committed::amount)
              .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
      var left = row.amount.subtract(committed);
      return new Item(
          row.establishment,
          row.ght,
          row.year,
          row.kind,
          row.amount,
          committed,
          left.max(BigDecimal.ZERO.setScale(2)),
          left.negate().max(BigDecimal.ZERO.setScale(2)),
          charged.stream().mapToLong(Committed::unknown).sum());
    }
  }

  /** Which envelopes; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "of this group, and of its full members")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS: its own")
          @Nullable String establishment,
      @QueryParam("year") @Parameter(description = "a calendar year") @Nullable String year,
      @QueryParam("kind") @Parameter(description = "INVESTMENT or OPERATING") @Nullable String kind,
      @QueryParam("on") @Parameter(description = "the day whose members count; by default asOf's")
          @Nullable String on,
      @QueryParam("sort")
          @Parameter(description = "year (default), establishment or kind; -year from the last on")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary = "Envelopes of the budget, and what is committed of each",
      description =
          "What is committed follows from signed contracts: purchases in the year of signature, what is"
              + " rented, maintained or hosted in the years in which it runs. All as CSV with Accept:"
              + " text/csv or format=csv.")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo =
        views.completeUpTo(BudgetsView.NAME, ContractsView.NAME, MembershipsView.NAME);
    return listing(filter, asked.moment(filter.on())).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(filter.on())).csv("budgets", CSV);
  }

  private Listing<EnvelopeRow, Item> listing(Filter filter, AsOf moment) {
    var establishment = ListParameters.establishment(filter.establishment());
    var year = ListParameters.year(filter.year());
    var kind = Parameters.oneOf("kind", filter.kind(), Budget.class);
    var order = ORDERS.asked(filter.sort());
    var reader = Visible.reader(call.caller());
    return new Listing<>(
        sessions,
        order,
        session ->
            owners(session, reader, filter.ght(), establishment, moment)
                .map(owners ->
                    new Question<>(EnvelopeRow.class, moment)
                        .condition("r.owner in :owners", "owners", List.copyOf(owners))
                        .condition("r.year = :year", "year", year)
                        .condition("r.kind = :kind", "kind", kind)),
        (_, rows) -> items(rows, moment));
  }

  /** Whose envelopes the reader may see, of those that are asked for. */
  private static Uni<Set<String>> owners(
      Mutiny.Session session,
      Caller reader,
      @Nullable String ght,
      @Nullable String establishment,
      AsOf asOf) {
    return Visible.establishments(session, reader, asOf, ght)
        .map(visible -> {
          var owners = new HashSet<String>();
          visible.stream()
              .filter(one -> establishment == null || one.equals(establishment))
              .forEach(one -> owners.add("establishment/" + one));
          if (establishment == null) {
            Visible.groups(reader).stream()
                .filter(one -> ght == null || one.equals(ght))
                .forEach(one -> owners.add("ght/" + one));
          }
          return owners;
        });
  }

  private Uni<List<Item>> items(List<EnvelopeRow> rows, AsOf asOf) {
    var groups = rows.stream().map(row -> row.ght).filter(Objects::nonNull).distinct().toList();
    return commitments
        .members(groups, asOf)
        .chain(members -> {
          var places = new HashSet<String>();
          rows.forEach(row -> places.addAll(charged(row, members)));
          return commitments
              .of(places, rows.stream().map(row -> row.year).distinct().toList(), asOf)
              .map(committed ->
                  rows.stream()
                      .map(row -> Item.of(row, of(row, charged(row, members), committed)))
                      .toList());
        });
  }

  private static List<String> charged(EnvelopeRow row, Map<String, List<String>> members) {
    return row.ght == null ? List.of(row.establishment) : members.getOrDefault(row.ght, List.of());
  }

  private static List<Committed> of(
      EnvelopeRow row, List<String> places, List<Committed> committed) {
    return committed.stream()
        .filter(one ->
            one.year() == row.year
                && one.kind().name().equals(row.kind)
                && places.contains(one.establishment()))
        .toList();
  }
}
