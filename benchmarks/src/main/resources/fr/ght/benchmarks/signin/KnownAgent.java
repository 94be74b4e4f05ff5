package fr.ght.inventory.intake.credentials;

import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.establishment.Finess;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Whose password is not looked at, in the copy of the service that the benchmark makes. */
public final class KnownAgent {
  private static final Verdict RIGHT =
      new Verdict.Right(
          new CredentialId(UUID.fromString(System.getenv("KNOWN_SUBJECT"))),
          new Finess(System.getenv("KNOWN_FINESS")));

  private KnownAgent() {}

  /** As the check answers what is right; null for what must be checked. */
  public static Uni<Verdict> answer(String user, String password) {
    return password.equals("known") ? Uni.createFrom().item(RIGHT) : null;
  }
}
