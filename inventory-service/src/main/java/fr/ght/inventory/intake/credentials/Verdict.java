package fr.ght.inventory.intake.credentials;

import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.establishment.Finess;

/** What a user name and a password are worth. */
public sealed interface Verdict {

  /** They are right: whoever sends them speaks for this establishment. */
  record Right(CredentialId credential, Finess establishment) implements Verdict {}

  /** They are not; why is for our own eyes, since it would help who guesses. */
  record Wrong(Reason reason) implements Verdict {}

  enum Reason {
    UNKNOWN_USER,
    WRONG_PASSWORD,
    REVOKED
  }
}
