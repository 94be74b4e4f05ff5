package fr.ght.inventory.domain.credential;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.credential.Credential.Active;
import fr.ght.inventory.domain.credential.Credential.Revoked;
import fr.ght.inventory.domain.credential.CredentialCommand.Issue;
import fr.ght.inventory.domain.credential.CredentialCommand.Revoke;
import fr.ght.inventory.domain.credential.CredentialCommand.Rotate;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialIssued;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialRevoked;
import fr.ght.inventory.domain.credential.CredentialEvent.CredentialRotated;
import java.util.List;
import java.util.Map;

/** When a credential of an establishment is issued, gets another password, and is over. */
public final class CredentialDecider
    implements Decider<CredentialCommand, Credentials, CredentialEvent> {

  /** Each former password that is still right is one more for every request to be held against. */
  static final int MOST_FORMERS = 3;

  @Override
  public Credentials initial() {
    return new Credentials(Map.of());
  }

  @Override
  public Decision<CredentialEvent> decide(Credentials credentials, CredentialCommand command) {
    return switch (command) {
      case Issue issue -> issue(credentials, issue);
      case Rotate rotate -> rotate(credentials, rotate);
      case Revoke revoke -> revoke(credentials, revoke);
    };
  }

  private static Decision<CredentialEvent> issue(Credentials credentials, Issue command) {
    if (credentials.all().get(command.credential()) instanceof Active active
        && active.isGivenOut(command.password())) {
      return accept();
    }
    var user = command.credential().userAt(command.establishment());
    if (credentials.ofUser(user).isPresent()) {
      return refuse(CredentialRefusal.USER_NAME_TAKEN);
    }
    if (credentials.active() >= Credentials.MOST_ACTIVE) {
      return refuse(CredentialRefusal.TOO_MANY_CREDENTIALS);
    }
    return accept(
        new CredentialIssued(
            command.establishment(),
            command.credential(),
            user,
            command.label(),
            command.password(),
            command.at()));
  }

  private static Decision<CredentialEvent> rotate(Credentials credentials, Rotate command) {
    return switch (credentials.all().get(command.credential())) {
      case null -> refuse(CredentialRefusal.UNKNOWN_CREDENTIAL);
      case Revoked _ -> refuse(CredentialRefusal.CREDENTIAL_REVOKED);
      case Active active when active.isGivenOut(command.password()) -> accept();
      case Active active when wouldLeaveTooMany(active, command) ->
          refuse(CredentialRefusal.ROTATED_TOO_OFTEN);
      case Active _ ->
          accept(
              new CredentialRotated(
                  command.establishment(),
                  command.credential(),
                  command.password(),
                  command.at(),
                  command.formerUntil()));
    };
  }

  private static boolean wouldLeaveTooMany(Active active, Rotate command) {
    var formers = active.rotated(command.password(), command.at(), command.formerUntil()).formers();
    return formers.size() > MOST_FORMERS;
  }

  private static Decision<CredentialEvent> revoke(Credentials credentials, Revoke command) {
    return switch (credentials.all().get(command.credential())) {
      case null -> refuse(CredentialRefusal.UNKNOWN_CREDENTIAL);
      case Revoked _ -> accept();
      case Active _ ->
          accept(
              new CredentialRevoked(command.establishment(), command.credential(), command.at()));
    };
  }

  @Override
  public Credentials evolve(Credentials credentials, CredentialEvent event) {
    return switch (event) {
      case CredentialIssued(_, var id, var user, var label, var password, var at) ->
          credentials.with(id, new Active(user, label, at, password, at, List.of()));
      case CredentialRotated(_, var id, var password, var at, var formerUntil) ->
          credentials.with(id, active(credentials, id).rotated(password, at, formerUntil));
      case CredentialRevoked(_, var id, var at) -> {
        var ended = active(credentials, id);
        yield credentials.with(id, new Revoked(ended.user(), ended.label(), ended.issuedAt(), at));
      }
    };
  }

  private static Active active(Credentials credentials, CredentialId id) {
    if (credentials.all().get(id) instanceof Active active) {
      return active;
    }
    throw new IllegalStateException("no active credential " + id);
  }
}
