package fr.ght.inventory.intake.agents;

import fr.ght.eventsourcing.Actor;
import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.establishment.Finess;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who sends an agent's message: proven by a credential of this establishment, or by a token of a
 * system of it.
 *
 * @param pseudonym the credential's id or the system's own: the one that is recorded
 */
record Sender(String pseudonym, Finess establishment) {
  private static final String KEY = Sender.class.getName();

  static Sender of(CredentialId credential, Finess establishment) {
    return new Sender(credential.toString(), establishment);
  }

  /** Whom the gate has let in with this exchange. */
  static Optional<Sender> of(RoutingContext exchange) {
    return Optional.ofNullable(exchange.get(KEY));
  }

  void enter(RoutingContext exchange) {
    exchange.put(KEY, this);
  }

  Actor actor() {
    return new Actor(pseudonym, "system");
  }
}
