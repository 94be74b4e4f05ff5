package fr.ght.inventory.domain.credential;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;

/** Hold hashes, which stay in this service: the facts that tell of them hold none (ADR 17). */
public sealed interface CredentialEvent {

  record CredentialIssued(
      Finess establishment,
      CredentialId credential,
      String user,
      String label,
      StoredPassword password,
      Instant at)
      implements CredentialEvent {}

  record CredentialRotated(
      Finess establishment,
      CredentialId credential,
      StoredPassword password,
      Instant at,
      Instant formerUntil)
      implements CredentialEvent {}

  record CredentialRevoked(Finess establishment, CredentialId credential, Instant at)
      implements CredentialEvent {}
}
