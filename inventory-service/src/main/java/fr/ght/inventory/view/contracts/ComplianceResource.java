package fr.ght.inventory.view.contracts;

import fr.ght.access.Caller;
import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import fr.ght.inventory.view.contracts.Compliance.Entitled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Whether licences are used as was agreed, by what inventory agents report. */
@Path("/api/inventory/contracts/compliance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contracts")
public class ComplianceResource {
  private static final String ENTITLEMENTS = Sql.named(ComplianceResource.class, "entitlements");
  private static final int MOST_ENTITLEMENTS = 20_000;

  private final Mutiny.SessionFactory sessions;
  private final Pool pool;
  private final Coverage coverage;
  private final Views views;
  private final Call call;

  public ComplianceResource(
      Mutiny.SessionFactory sessions, Pool pool, Coverage coverage, Views views, Call call) {
    this.sessions = sessions;
    this.pool = pool;
    this.coverage = coverage;
    this.views = views;
    this.call = call;
  }

  /**
   * @param on the day on which the contracts are in force
   * @param licenceCurrency of all establishments together: what one does not use another one may
   * @param coverage by FINESS: on how many machines this rests
   */
  @Schema(name = "LicenceComplianceReport")
  public record Shown(
      LocalDate on,
      List<Compliance.Product> items,
      Compliance.Currency licenceCurrency,
      Map<String, Compliance.Currency> licenceCurrencyByEstablishment,
      Map<String, Coverage.Reported> coverage,
      @Nullable Instant completeUpTo) {}

  @GET
  @Operation(
      summary = "Licence compliance: no more used than allowed, or flagged",
      description =
          "Used are machines in service on which agents report the product. Entitled is what"
              + " contracts in force on the day allow. Users cannot be counted by agents: unknown.")
  public Uni<Shown> get(
      @QueryParam("ght") @Parameter(description = "only full members of this group")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("on") @Parameter(description = "a date; by default the day of asOf")
          @Nullable String on,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf) {
    var moment = AsOf.parse(asOf, on, Instant.now());
    var place = ListParameters.establishment(establishment);
    var reader = Visible.reader(call.caller());
    var completeUpTo = views.completeUpTo(ContractsView.NAME);
    return sessions
        .withSession(session -> Visible.establishments(session, reader, moment, ght))
        .map(visible ->
            visible.stream()
                .filter(one -> place == null || one.equals(place))
                .collect(Collectors.toSet()))
        .chain(visible -> report(reader, visible, moment, completeUpTo));
  }

  private Uni<Shown> report(
      Caller reader, Set<String> visible, AsOf asOf, @Nullable Instant completeUpTo) {
    return entitlements(visible, asOf)
        .chain(entitled ->
            Uni.combine()
                .all()
                .unis(
                    InstalledProducts.machines(pool, products(entitled), visible, asOf),
                    coverage.of(reader, visible, asOf))
                .with(
                    (machines, covered) -> shown(asOf, entitled, machines, covered, completeUpTo)));
  }

  private static Set<String> products(List<Entitled> entitled) {
    return entitled.stream()
        .filter(one -> one.metric() == Metric.MACHINE)
        .map(Entitled::product)
        .collect(Collectors.toSet());
  }

  private static Shown shown(
      AsOf asOf,
      List<Entitled> entitled,
      Map<String, Map<String, Long>> machines,
      Map<String, Coverage.Reported> coverage,
      @Nullable Instant completeUpTo) {
    var reported =
        coverage.entrySet().stream()
            .filter(entry -> entry.getValue().reported() > 0)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    var products = Compliance.of(entitled, machines, reported);
    var byEstablishment =
        products.stream()
            .flatMap(product -> product.establishments().entrySet().stream())
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    TreeMap::new,
                    Collectors.collectingAndThen(
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList()),
                        Compliance.Currency::of)));
    return new Shown(
        asOf.on(),
        products,
        Compliance.Currency.of(
            products.stream()
                .map(product -> Compliance.Use.of(product.entitled(), product.used()))
                .toList()),
        byEstablishment,
        coverage,
        completeUpTo);
  }

  private Uni<List<Entitled>> entitlements(Set<String> establishments, AsOf asOf) {
    return pool.preparedQuery(ENTITLEMENTS)
        .execute(
            Tuple.of(
                establishments.toArray(String[]::new),
                asOf.on(),
                Standing.instant(asOf),
                MOST_ENTITLEMENTS + 1))
        .map(rows -> {
          if (rows.size() > MOST_ENTITLEMENTS) {
            throw Problem.unreadable(
                "establishment", "is missing: too many contracts to judge at once");
          }
          return StreamSupport.stream(rows.spliterator(), false)
              .map(ComplianceResource::entitled)
              .toList();
        });
  }

  private static Entitled entitled(Row row) {
    return new Entitled(
        row.getString("product"),
        Metric.valueOf(row.getString("metric")),
        row.getInteger("quantity"),
        row.getString("establishment"),
        row.getString("contract"),
        row.getBoolean("in_force"));
  }
}
