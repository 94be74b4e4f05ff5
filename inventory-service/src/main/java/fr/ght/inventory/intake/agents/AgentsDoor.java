package fr.ght.inventory.intake.agents;

import fr.ght.access.signin.Unguarded;
import jakarta.inject.Singleton;

/** Agents bring credentials of their establishment, and no tokens. */
@Singleton
public final class AgentsDoor implements Unguarded {
  private static final String AGENTS = "/agents";

  @Override
  public boolean holds(String path) {
    return Unguarded.isUnder(AGENTS, path);
  }
}
