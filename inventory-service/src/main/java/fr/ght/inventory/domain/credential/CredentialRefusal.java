package fr.ght.inventory.domain.credential;

import fr.ght.eventsourcing.Refusal;

public enum CredentialRefusal implements Refusal {
  UNKNOWN_CREDENTIAL,
  USER_NAME_TAKEN,
  TOO_MANY_CREDENTIALS,
  CREDENTIAL_REVOKED,
  ROTATED_TOO_OFTEN
}
