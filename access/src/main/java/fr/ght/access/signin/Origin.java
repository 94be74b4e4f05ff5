package fr.ght.access.signin;

import fr.ght.access.Caller;
import fr.ght.access.Role;
import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Context;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where commands of one call come from; may be kept while the call is answered.
 *
 * @param correlation joins everything that this call sets off
 */
public record Origin(Caller caller, UUID correlation) {

  /** Whose idempotency keys these are. */
  public String tenant() {
    return caller.subject();
  }

  /** A command of now. */
  public Context as(Role role, @Nullable CommandId command) {
    return as(role, Instant.now(), command);
  }

  /** A command about what happened then. */
  public Context as(Role role, Instant occurredAt, @Nullable CommandId command) {
    return new Context(
        new Actor(caller.subject(), role.word()), occurredAt, command, correlation, null);
  }
}
