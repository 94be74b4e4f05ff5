package fr.ght.inventory.domain.application;

import fr.ght.inventory.domain.establishment.Finess;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed, where, and for what.
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
    @Nullable Integer users) {

  Deployment withVersion(String newVersion) {
    return new Deployment(establishment, function, product, newVersion, users);
  }

  Deployment withUsers(@Nullable Integer newUsers) {
    return new Deployment(establishment, function, product, version, newUsers);
  }
}
