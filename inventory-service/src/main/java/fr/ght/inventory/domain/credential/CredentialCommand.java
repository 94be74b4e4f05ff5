package fr.ght.inventory.domain.credential;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;

public sealed interface CredentialCommand {

  /**
   * @param label what people call it, such as the site whose machines will use it
   */
  record Issue(
      Finess establishment,
      CredentialId credential,
      String label,
      StoredPassword password,
      Instant at)
      implements CredentialCommand {}

  /**
   * @param formerUntil when passwords that were right so far become wrong; at once if it is {@code
   *     at}
   */
  record Rotate(
      Finess establishment,
      CredentialId credential,
      StoredPassword password,
      Instant at,
      Instant formerUntil)
      implements CredentialCommand {}

  record Revoke(Finess establishment, CredentialId credential, Instant at)
      implements CredentialCommand {}
}
