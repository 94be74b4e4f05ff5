package fr.ght.inventory.view.licences;

import fr.ght.access.Caller;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.view.Coverage;
import fr.ght.inventory.view.Standing;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import fr.ght.inventory.view.assets.AssetsView;
import fr.ght.inventory.view.contracts.ContractsView;
import fr.ght.inventory.view.licences.Compliance.Entitled;
import fr.ght.inventory.view.licences.InstalledProducts.Named;
import fr.ght.inventory.view.licences.InstalledProducts.Products;
import fr.ght.inventory.view.memberships.MembershipsView;
import fr.ght.inventory.view.products.ProductsView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is known of licences: to what contracts entitle, and what machines have. */
@Singleton
final class Licences {
  private static final String ENTITLEMENTS = Sql.named(Licences.class, "entitlements");
  private static final int MOST_ENTITLEMENTS = 20_000;

  private final Mutiny.SessionFactory sessions;
  private final Pool pool;
  private final InstalledProducts installed;
  private final Coverage coverage;

  Licences(
      Mutiny.SessionFactory sessions, Pool pool, InstalledProducts installed, Coverage coverage) {
    this.sessions = sessions;
    this.pool = pool;
    this.installed = installed;
    this.coverage = coverage;
  }

  /** Below this instant none of the views that tell of licences ever answers differently. */
  static @Nullable Instant completeUpTo(Views views) {
    return views.completeUpTo(
        ContractsView.NAME, AssetsView.NAME, ProductsView.NAME, MembershipsView.NAME);
  }

  /**
   * @param coverage of each establishment that the reader may know of, by FINESS
   */
  record Seen(Compliance.Known known, Map<String, Coverage.Reported> coverage) {}

  /**
   * @param ght the one group that is asked for; null for all that the reader may know of
   */
  Uni<Seen> seen(Caller reader, @Nullable String ght, AsOf asOf) {
    var groups =
        Visible.groups(reader).stream().filter(one -> ght == null || one.equals(ght)).toList();
    return sessions
        .withSession(session -> Visible.establishments(session, reader, asOf, ght))
        .chain(visible ->
            rows(visible, asOf)
                .chain(rows ->
                    Uni.combine()
                        .all()
                        .unis(
                            licensed(rows, visible, groups, asOf),
                            coverage.of(reader, visible, asOf))
                        .with((licensed, covered) -> new Seen(licensed.known(covered), covered))));
  }

  /** Entitlements and machines. */
  private record Licensed(List<Entitled> entitled, Map<String, Map<String, Long>> machines) {
    Compliance.Known known(Map<String, Coverage.Reported> coverage) {
      return new Compliance.Known(
          entitled,
          machines,
          coverage.entrySet().stream()
              .filter(entry -> entry.getValue().reported() > 0)
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet()));
    }
  }

  private Uni<Licensed> licensed(
      List<Row> rows, Set<String> visible, List<String> groups, AsOf asOf) {
    var named =
        rows.stream()
            .map(row -> new Named(row.getString("establishment"), row.getString("product")))
            .distinct()
            .toList();
    return installed
        .products(named, visible, groups, asOf)
        .chain(products -> {
          var entitled = rows.stream().map(row -> entitled(products, row)).toList();
          var counted =
              entitled.stream()
                  .filter(one -> one.metric() == Metric.MACHINE)
                  .map(Entitled::product)
                  .collect(Collectors.toSet());
          return installed
              .machines(products, counted, visible, asOf)
              .map(machines -> new Licensed(entitled, machines));
        });
  }

  private Uni<List<Row>> rows(Set<String> establishments, AsOf asOf) {
    return pool.preparedQuery(ENTITLEMENTS)
        .execute(
            Tuple.of(
                establishments.toArray(String[]::new),
                asOf.on(),
                Standing.instant(asOf),
                MOST_ENTITLEMENTS + 1))
        .map(rows -> {
          if (rows.size() > MOST_ENTITLEMENTS) {
            throw Problem.unreadable("ght", "is missing: too many contracts to judge at once");
          }
          return StreamSupport.stream(rows.spliterator(), false).toList();
        });
  }

  private static Entitled entitled(Products products, Row row) {
    var establishment = row.getString("establishment");
    return new Entitled(
        products.of(establishment, row.getString("product")),
        Metric.valueOf(row.getString("metric")),
        row.getInteger("quantity"),
        establishment,
        row.getString("contract"),
        row.getString("kind").equals(ContractKind.MAINTENANCE.name()),
        row.getBoolean("in_force"));
  }
}
