package fr.ght.inventory.domain.credential;

import fr.ght.inventory.domain.establishment.Finess;
import java.util.UUID;

/** A credential's identity; also the pseudonym under which its agents' reports are recorded. */
public record CredentialId(UUID value) implements Comparable<CredentialId> {
  private static final int DISTINCT = 8;

  /** The user name of this credential: it begins with the establishment's FINESS number. */
  public String userAt(Finess establishment) {
    return establishment + "-" + value.toString().substring(0, DISTINCT);
  }

  @Override
  public int compareTo(CredentialId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
