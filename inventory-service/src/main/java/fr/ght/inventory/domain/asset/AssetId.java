package fr.ght.inventory.domain.asset;

import java.util.UUID;

/** The platform's own name for a machine, given at its first report. */
public record AssetId(UUID value) implements Comparable<AssetId> {

  @Override
  public int compareTo(AssetId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
