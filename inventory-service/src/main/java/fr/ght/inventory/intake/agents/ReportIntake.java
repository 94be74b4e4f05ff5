package fr.ght.inventory.intake.agents;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Where decoded reports go: the way from an agent's words to commands. */
public interface ReportIntake {

  /**
   * Whether reports of this establishment are taken: it is, or once was, a member of a group.
   *
   * @return fails if that cannot be known now, as when the database is away
   */
  Uni<Boolean> knows(Finess establishment);

  /**
   * Takes a report of a known establishment.
   *
   * @return completes once the report's outcome is durable, whatever the outcome: changed, seen,
   *     late, or kept as an incident. Fails only if durability is not certain; the same report may
   *     then be given again, and counts once
   */
  Uni<Void> take(Finess establishment, Inventory report, Instant receivedAt);
}
