package fr.ght.inventory.view.contracts;

import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether no more is used than is allowed, product by product. Pure: what is known comes in.
 *
 * <p>What cannot be counted is unknown, never fine: users, and establishments whose machines never
 * reported.
 */
final class Compliance {
  private static final int DECIMALS = 4;

  private Compliance() {}

  enum Verdict {
    WITHIN,
    OVER,
    UNKNOWN
  }

  /**
   * What one contract allows.
   *
   * @param quantity null if it is not limited
   * @param inForce whether the contract is, on the day asked for
   */
  record Entitled(
      String product,
      Metric metric,
      @Nullable Integer quantity,
      String establishment,
      String contract,
      boolean inForce) {}

  /**
   * @param entitled by contracts in force; null if it is not limited
   * @param used null if unknown
   */
  @Schema(name = "LicenceUse")
  record Use(@Nullable Long entitled, @Nullable Long used, Verdict verdict) {

    static Use of(@Nullable Long entitled, @Nullable Long used) {
      if (used == null) {
        return new Use(entitled, null, Verdict.UNKNOWN);
      }
      return new Use(
          entitled, used, entitled == null || used <= entitled ? Verdict.WITHIN : Verdict.OVER);
    }

    /** How many uses an entitlement covers. */
    long covered() {
      long all = used == null ? 0 : used;
      return entitled == null ? all : Math.min(all, entitled);
    }
  }

  /**
   * A product that contracts allow to use, or once allowed.
   *
   * @param contracts that are in force and allow it
   * @param establishments those that are entitled by contracts of their own or use it, by FINESS
   */
  @Schema(name = "LicenceCompliance")
  record Product(
      String product,
      Metric metric,
      @Nullable Long entitled,
      @Nullable Long used,
      Verdict verdict,
      List<String> contracts,
      Map<String, Use> establishments) {}

  /**
   * The share of uses that an entitlement in force covers: <i>licences à jour</i>.
   *
   * @param used machines, counted once for each product that contracts speak of
   * @param covered of them
   * @param share from 0 to 1 in four decimals; null if nothing is used, or nothing is known
   */
  @Schema(name = "LicenceCurrency")
  record Currency(long used, long covered, @Nullable BigDecimal share) {
    static Currency of(Collection<Use> uses) {
      long used = uses.stream().map(Use::used).filter(Objects::nonNull).mapToLong(n -> n).sum();
      long covered = uses.stream().mapToLong(Use::covered).sum();
      return new Currency(
          used,
          covered,
          used == 0
              ? null
              : BigDecimal.valueOf(covered)
                  .divide(BigDecimal.valueOf(used), DECIMALS, RoundingMode.HALF_EVEN));
    }
  }

  /** Products that differ in case or accents only are one. */
  private record Key(String product, Metric metric) {
    static Key of(Entitled entitled) {
      return new Key(SearchText.of(entitled.product()), entitled.metric());
    }
  }

  /**
   * @param machines by product as entitlements name it, and by establishment
   * @param reported establishments of which machines are known
   */
  static List<Product> of(
      List<Entitled> entitlements, Map<String, Map<String, Long>> machines, Set<String> reported) {
    var byProduct =
        entitlements.stream()
            .collect(
                Collectors.groupingBy(
                    Key::of,
                    () ->
                        new TreeMap<>(
                            Comparator.comparing(Key::product).thenComparing(Key::metric)),
                    Collectors.toList()));
    return byProduct.values().stream().map(same -> product(same, machines, reported)).toList();
  }

  private static Product product(
      List<Entitled> same, Map<String, Map<String, Long>> machines, Set<String> reported) {
    var name = same.getFirst().product();
    var metric = same.getFirst().metric();
    var counted = machines.getOrDefault(name, Map.of());
    var concerned =
        same.stream().map(Entitled::establishment).collect(Collectors.toCollection(TreeSet::new));
    if (metric == Metric.MACHINE) {
      concerned.addAll(counted.keySet());
    }
    var uses = new TreeMap<String, Use>();
    for (var establishment : concerned) {
      var own = same.stream().filter(one -> one.establishment().equals(establishment)).toList();
      uses.put(
          establishment,
          Use.of(allowed(own), used(metric, counted, reported, List.of(establishment))));
    }
    var all = Use.of(allowed(same), used(metric, counted, reported, concerned));
    return new Product(
        name,
        metric,
        all.entitled(),
        all.used(),
        all.verdict(),
        same.stream()
            .filter(Entitled::inForce)
            .map(Entitled::contract)
            .distinct()
            .sorted()
            .toList(),
        uses);
  }

  private static @Nullable Long allowed(List<Entitled> entitlements) {
    var inForce = entitlements.stream().filter(Entitled::inForce).toList();
    return inForce.stream().anyMatch(one -> one.quantity() == null)
        ? null
        : (Long)
            inForce.stream()
                .map(Entitled::quantity)
                .filter(Objects::nonNull)
                .mapToLong(n -> n)
                .sum();
  }

  /** Null where it cannot be counted, or nobody has reported. */
  private static @Nullable Long used(
      Metric metric,
      Map<String, Long> machines,
      Set<String> reported,
      Collection<String> establishments) {
    return switch (metric) {
      case NAMED_USER, CONCURRENT_USER -> null;
      case MACHINE ->
          establishments.stream().noneMatch(reported::contains)
              ? null
              : (Long)
                  establishments.stream()
                      .mapToLong(establishment -> machines.getOrDefault(establishment, 0L))
                      .sum();
    };
  }
}
