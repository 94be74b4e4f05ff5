package fr.ght.inventory.intake.events;

import fr.ght.access.Action;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.CommandId;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.agents.ReportIntake;
import fr.ght.inventory.intake.agents.ReportIntake.Taken;
import fr.ght.inventory.intake.agents.decoding.AgentDecoder;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Contact;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Prolog;
import fr.ght.inventory.intake.agents.decoding.UnreadableBody;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Pushed machine reports: an agent's JSON inventory as an event's data. */
@Singleton
final class PushedMachines {
  private final ReportIntake reports;
  private final Rights rights;
  private final AgentDecoder decoder;

  PushedMachines(
      ReportIntake reports,
      Rights rights,
      @ConfigProperty(name = "ght.agents.largest-document", defaultValue = "16M")
          MemorySize largest) {
    this.reports = reports;
    this.rights = rights;
    this.decoder = new AgentDecoder(largest.asLongValue());
  }

  /**
   * @throws Problem.ProblemException if the data is no agent's inventory in JSON
   */
  Uni<Taken> reported(
      PushedEvent event,
      @Nullable Finess establishment,
      Instant receivedAt,
      Origin origin,
      CommandId identity) {
    if (establishment == null) {
      throw Problem.invalid("establishment", "is missing: an extension attribute of the event");
    }
    return rights
        .require(origin.caller(), Action.REPORT, establishment, Establishments::unseen)
        .chain(role -> {
          var report = report(event, receivedAt);
          var by = origin.as(role, identity).actor();
          return reports
              .knows(establishment)
              .flatMap(isKnown -> {
                if (!isKnown) {
                  throw Establishments.unknown();
                }
                return reports.take(establishment, report, by, origin.correlation(), identity);
              });
        });
  }

  private Inventory report(PushedEvent event, Instant receivedAt) {
    var data = event.data();
    if (data.length == 0 || data[0] != '{') {
      throw Problem.unreadable("data", "must be an agent's JSON inventory");
    }
    try {
      return switch (decoder.decode(data, receivedAt).message()) {
        case Inventory inventory ->
            event.time() == null ? inventory : inventory.observedAt(event.happenedAt(receivedAt));
        case Prolog _, Contact _ -> throw Problem.unreadable("data.action", "must be inventory");
      };
    } catch (UnreadableBody unreadable) {
      throw Problem.unreadable("data", "is no agent's inventory: " + unreadable.reason());
    }
  }
}
