package fr.ght.inventory.intake.credentials;

import fr.ght.inventory.domain.credential.Credential;
import fr.ght.inventory.domain.credential.Credential.Active;
import fr.ght.inventory.domain.credential.Credential.Revoked;
import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.credential.Credentials;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Credentials as callers see them. */
public interface CredentialBody {

  /**
   * A credential with its new password.
   *
   * @param user what agents give as their user name; it names the establishment
   * @param password null if the command had been carried out before: it was shown then
   * @param formerUntil until when a former password is right; null if none is
   */
  @Schema(name = "IssuedCredential")
  record Issued(
      String id,
      String user,
      String label,
      @Nullable String password,
      Instant issuedAt,
      Instant passwordSince,
      @Nullable Instant formerUntil) {

    static Issued of(CredentialId id, Active active, @Nullable String password, Instant now) {
      return new Issued(
          id.toString(),
          active.user(),
          active.label(),
          password,
          active.issuedAt(),
          active.passwordSince(),
          formerEnd(active, now));
    }
  }

  /** How a credential is. */
  enum State {
    ACTIVE,
    REVOKED
  }

  /**
   * A credential of the list.
   *
   * @param passwordSince since when its password is the one given out; null once revoked
   * @param formerUntil until when a former password is right; null if none is
   */
  @Schema(name = "CredentialItem")
  record Item(
      String id,
      String user,
      String label,
      State state,
      Instant issuedAt,
      @Nullable Instant passwordSince,
      @Nullable Instant formerUntil,
      @Nullable Instant revokedAt) {

    static Item of(CredentialId id, Credential credential, Instant now) {
      return switch (credential) {
        case Active active ->
            new Item(
                id.toString(),
                active.user(),
                active.label(),
                State.ACTIVE,
                active.issuedAt(),
                active.passwordSince(),
                formerEnd(active, now),
                null);
        case Revoked revoked ->
            new Item(
                id.toString(),
                revoked.user(),
                revoked.label(),
                State.REVOKED,
                revoked.issuedAt(),
                null,
                null,
                revoked.revokedAt());
      };
    }
  }

  /** All of an establishment, in the order in which they were issued. */
  @Schema(name = "CredentialList")
  record All(List<Item> items, int total, @Nullable String next) {

    static All of(Credentials credentials, Instant now) {
      var items =
          credentials.all().entrySet().stream()
              .map(one -> Item.of(one.getKey(), one.getValue(), now))
              .toList();
      return new All(items, items.size(), null);
    }
  }

  private static @Nullable Instant formerEnd(Active active, Instant now) {
    return active.formersAt(now).stream()
        .map(Credential.Former::until)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
