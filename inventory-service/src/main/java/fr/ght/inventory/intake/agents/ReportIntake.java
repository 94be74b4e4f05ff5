package fr.ght.inventory.intake.agents;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.CommandId;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where decoded reports go: the way from an agent's words to commands. */
public interface ReportIntake {

  /** What became of a report, as far as its sender must know. */
  enum Taken {
    NOW,
    /** It had been taken before, under the same identity. */
    BEFORE,
    /** Its identity named another report before: it was not taken. */
    IDENTITY_REUSED
  }

  /**
   * Whether reports of this establishment are taken: it is, or once was, a member of a group.
   *
   * @return fails if that cannot be known now, as when the database is away
   */
  Uni<Boolean> knows(Finess establishment);

  /**
   * Takes a report of a known establishment.
   *
   * @param by who reports it
   * @param correlation joins everything that the sender's call sets off
   * @param identity the sender's own for this report, if it gives one
   * @return completes once the report's outcome is durable, whatever the outcome: changed, seen,
   *     late, or kept as an incident. Fails only if durability is not certain; the same report may
   *     then be given again, and counts once
   */
  Uni<Taken> take(
      Finess establishment,
      Inventory report,
      Actor by,
      UUID correlation,
      @Nullable CommandId identity);
}
