package fr.ght.inventory.intake.agents;

import fr.ght.eventsourcing.Actor;
import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.establishment.Finess;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who sends an agent's message: proven by a credential of this establishment.
 *
 * @param credential also the pseudonym that is recorded
 */
record Sender(CredentialId credential, Finess establishment) {
  private static final String KEY = Sender.class.getName();

  /** Whom the gate has let in with this exchange; nobody came past it otherwise. */
  static Optional<Sender> of(RoutingContext exchange) {
    return Optional.ofNullable(exchange.get(KEY));
  }

  void enter(RoutingContext exchange) {
    exchange.put(KEY, this);
  }

  Actor actor() {
    return new Actor(credential.toString(), "system");
  }
}
