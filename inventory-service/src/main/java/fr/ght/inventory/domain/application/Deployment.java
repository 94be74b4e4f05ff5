package fr.ght.inventory.domain.application;

import fr.ght.inventory.domain.establishment.Finess;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed, where, for what, and how it is run.
 *
 * @param function code of the business function, such as {@code laboratory}
 * @param version null if unknown
 * @param users how many people use it; null if unknown
 */
public record Deployment(
    Finess establishment,
    String function,
    String product,
    @Nullable String version,
    @Nullable Integer users,
    Operation operation) {

  /** Of which nothing is said how it is run. */
  public Deployment(
      Finess establishment,
      String function,
      String product,
      @Nullable String version,
      @Nullable Integer users) {
    this(establishment, function, product, version, users, Operation.UNKNOWN);
  }

  Deployment withVersion(String newVersion) {
    return new Deployment(establishment, function, product, newVersion, users, operation);
  }

  /** The same with so many people. */
  public Deployment withUsers(@Nullable Integer newUsers) {
    return new Deployment(establishment, function, product, version, newUsers, operation);
  }

  Deployment with(Operation newOperation) {
    return new Deployment(establishment, function, product, version, users, newOperation);
  }
}
