package fr.ght.inventory.domain.contract;

import org.jspecify.annotations.Nullable;

/**
 * How much of a product a contract allows to use.
 *
 * @param product as the contract names it
 * @param quantity null if it is not limited
 */
public record Entitlement(String product, Metric metric, @Nullable Integer quantity) {

  /** What is counted. */
  public enum Metric {
    /** Machines on which it is installed: what inventory agents can tell. */
    MACHINE,
    NAMED_USER,
    CONCURRENT_USER
  }
}
