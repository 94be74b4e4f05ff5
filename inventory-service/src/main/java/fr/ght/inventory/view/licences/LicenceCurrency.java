package fr.ght.inventory.view.licences;

import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.view.Coverage;
import fr.ght.inventory.view.licences.Compliance.Product;
import fr.ght.inventory.view.licences.Compliance.Use;
import fr.ght.inventory.view.licences.Compliance.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Licence currency (<i>licences à jour</i>): installations of licensed products that an entitlement
 * or a maintenance in force covers, of all installations of licensed products.
 *
 * <p>A product is licensed if any signed contract has an entitlement to it, in force or ended: what
 * was paid for once does not become free. An installation is one product on one machine. Of {@code
 * n} installations and an entitlement to {@code q}, the lesser of both is covered: nobody knows
 * which ones. Maintenance of as many covers as many, and adds nothing to licences of the same
 * product. Products that are licensed by users only are told by their number: agents count no
 * users.
 *
 * @param installations of licensed products; null if none of these machines ever reported
 * @param covered of them; null as they are
 * @param share from 0 to 1 in four decimals; null if there are no installations, or they are
 *     unknown
 * @param uncounted licensed products whose use is unknown
 * @param coverage on how many machines this rests
 */
@Schema(name = "LicenceCurrency")
record LicenceCurrency(
    @Nullable Long installations,
    @Nullable Long covered,
    @Nullable BigDecimal share,
    long uncounted,
    Coverage.Reported coverage) {
  private static final int DECIMALS = 4;

  /** Of all of them together: what one establishment does not use another one may. */
  static LicenceCurrency ofAll(List<Product> products, Map<String, Coverage.Reported> coverage) {
    return of(
        products.stream().map(product -> Use.of(product.entitled(), product.used())).toList(),
        byUsersOnly(products),
        Coverage.Reported.sum(coverage.values()));
  }

  /** Of each establishment by itself, by FINESS. */
  static Map<String, LicenceCurrency> byEstablishment(
      List<Product> products, Map<String, Coverage.Reported> coverage) {
    var all = new TreeMap<String, LicenceCurrency>();
    coverage.forEach((establishment, reported) -> {
      var there =
          products.stream()
              .filter(product -> product.establishments().containsKey(establishment))
              .toList();
      all.put(
          establishment,
          of(
              there.stream()
                  .flatMap(
                      product -> Stream.ofNullable(product.establishments().get(establishment)))
                  .toList(),
              byUsersOnly(there),
              reported));
    });
    return all;
  }

  private static long byUsersOnly(List<Product> products) {
    var counted =
        products.stream()
            .filter(product -> product.metric() == Metric.MACHINE)
            .map(LicenceCurrency::name)
            .toList();
    return products.stream()
        .map(LicenceCurrency::name)
        .filter(name -> !counted.contains(name))
        .distinct()
        .count();
  }

  private static String name(Product product) {
    return Objects.requireNonNullElse(product.code(), product.product());
  }

  private static LicenceCurrency of(List<Use> uses, long uncounted, Coverage.Reported coverage) {
    if (coverage.reported() == 0) {
      return new LicenceCurrency(null, null, null, uncounted, coverage);
    }
    var known = uses.stream().filter(use -> use.verdict() != Verdict.UNKNOWN).toList();
    long installations = known.stream().mapToLong(LicenceCurrency::used).sum();
    long covered = known.stream().mapToLong(LicenceCurrency::covered).sum();
    return new LicenceCurrency(
        installations,
        covered,
        installations == 0
            ? null
            : BigDecimal.valueOf(covered)
                .divide(BigDecimal.valueOf(installations), DECIMALS, RoundingMode.HALF_EVEN),
        uncounted,
        coverage);
  }

  private static long used(Use use) {
    return Objects.requireNonNullElse(use.used(), 0L);
  }

  private static long covered(Use use) {
    var entitled = use.entitled();
    return entitled == null ? used(use) : Math.min(used(use), entitled);
  }
}
