package fr.ght.inventory.intake.agents;

import fr.ght.access.signin.Unguarded;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Agents bring credentials of their establishment, and no tokens. Whom {@link CredentialGate} has
 * not let in needs a token like everybody, however the address is written.
 */
@Singleton
public final class AgentsDoor implements Unguarded {
  private static final String AGENTS = "/agents";

  /** The framework leaves these out before it looks for a resource. */
  private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

  private final CurrentVertxRequest present;

  AgentsDoor(CurrentVertxRequest present) {
    this.present = present;
  }

  @Override
  public boolean holds(String path) {
    return Unguarded.isUnder(AGENTS, path) && Sender.of(present.getCurrent()).isPresent();
  }

  /** Whether the address leads here, as the framework reads it. */
  static boolean leadsTo(RoutingContext exchange) {
    var path = exchange.normalizedPath();
    return path != null
        && Unguarded.isUnder(AGENTS, MATRIX_PARAMETERS.matcher(path).replaceAll(""));
  }
}
