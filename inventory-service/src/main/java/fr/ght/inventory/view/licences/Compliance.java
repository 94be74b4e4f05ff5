package fr.ght.inventory.view.licences;

import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.view.licences.InstalledProducts.Licensed;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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
   * @param isMaintenance of what is owned: it says that so many are, not that there are more
   * @param inForce whether the contract is, on the day asked for
   */
  record Entitled(
      Licensed product,
      Metric metric,
      @Nullable Integer quantity,
      String establishment,
      String contract,
      boolean isMaintenance,
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
  }

  /**
   * A product that contracts allow to use, or once allowed.
   *
   * @param product as a contract names it
   * @param code of the product in the group's catalogue; null if no rule knows that name, and what
   *     is reported under it is counted
   * @param contracts that are in force and allow it
   * @param establishments those that are entitled by contracts of their own or use it, by FINESS
   */
  @Schema(name = "LicenceCompliance")
  record Product(
      String product,
      @Nullable String code,
      Metric metric,
      @Nullable Long entitled,
      @Nullable Long used,
      Verdict verdict,
      List<String> contracts,
      Map<String, Use> establishments) {}

  /** Names of one product are one, and so are names that differ in case or accents only. */
  record Key(String product, Metric metric) {
    static Key of(Entitled entitled) {
      return new Key(entitled.product().key(), entitled.metric());
    }
  }

  /**
   * What is known.
   *
   * @param machines by the key of a product, and by establishment
   * @param reported establishments of which machines are known
   */
  record Known(
      List<Entitled> entitlements, Map<String, Map<String, Long>> machines, Set<String> reported) {

    @Nullable Long used(Key product, Collection<String> establishments) {
      return switch (product.metric()) {
        case NAMED_USER, CONCURRENT_USER -> null;
        case MACHINE ->
            establishments.stream().noneMatch(reported::contains)
                ? null
                : (Long)
                    establishments.stream()
                        .mapToLong(establishment ->
                            machines
                                .getOrDefault(product.product(), Map.of())
                                .getOrDefault(establishment, 0L))
                        .sum();
      };
    }
  }

  /** Every product that is licensed at any establishment, in the order of the names. */
  static List<Product> of(Known known) {
    return of(known, _ -> true);
  }

  /**
   * The same, of some establishments only: what is licensed anywhere is licensed there, too.
   *
   * @param shown by FINESS
   */
  static List<Product> of(Known known, Predicate<String> shown) {
    var byProduct =
        known.entitlements().stream()
            .collect(Collectors.groupingBy(Key::of, Collectors.toUnmodifiableList()));
    return byProduct.entrySet().stream()
        .flatMap(entry -> product(entry.getKey(), entry.getValue(), known, shown).stream())
        .sorted(
            Comparator.comparing((Product product) -> SearchText.of(product.product()))
                .thenComparing(Product::metric))
        .toList();
  }

  private static Optional<Product> product(
      Key key, List<Entitled> all, Known known, Predicate<String> shown) {
    var same = all.stream().filter(one -> shown.test(one.establishment())).toList();
    var concerned =
        same.stream().map(Entitled::establishment).collect(Collectors.toCollection(TreeSet::new));
    if (key.metric() == Metric.MACHINE) {
      known.machines().getOrDefault(key.product(), Map.of()).keySet().stream()
          .filter(shown)
          .forEach(concerned::add);
    }
    if (concerned.isEmpty()) {
      return Optional.empty();
    }
    var uses = new TreeMap<String, Use>();
    for (var establishment : concerned) {
      uses.put(
          establishment,
          Use.of(allowed(same, establishment), known.used(key, List.of(establishment))));
    }
    var total = Use.of(allowed(uses.values()), known.used(key, concerned));
    var named = all.getFirst().product();
    return Optional.of(
        new Product(
            named.name(),
            named.code(),
            key.metric(),
            total.entitled(),
            total.used(),
            total.verdict(),
            same.stream()
                .filter(Entitled::inForce)
                .map(Entitled::contract)
                .distinct()
                .sorted()
                .toList(),
            uses));
  }

  /** By an establishment's own contracts; null if one of them sets no limit. */
  private static @Nullable Long allowed(List<Entitled> entitlements, String establishment) {
    var inForce =
        entitlements.stream()
            .filter(one -> one.inForce() && one.establishment().equals(establishment))
            .toList();
    return inForce.stream().anyMatch(one -> one.quantity() == null)
        ? null
        : (Long) Math.max(sum(inForce, false), sum(inForce, true));
  }

  private static long sum(List<Entitled> entitlements, boolean isMaintenance) {
    return entitlements.stream()
        .filter(one -> one.isMaintenance() == isMaintenance)
        .map(Entitled::quantity)
        .filter(Objects::nonNull)
        .mapToLong(quantity -> quantity)
        .sum();
  }

  /** What one establishment does not use another one may; null if one has no limit. */
  private static @Nullable Long allowed(Collection<Use> uses) {
    return uses.stream().anyMatch(use -> use.entitled() == null)
        ? null
        : (Long)
            uses.stream()
                .map(Use::entitled)
                .filter(Objects::nonNull)
                .mapToLong(entitled -> entitled)
                .sum();
  }
}
