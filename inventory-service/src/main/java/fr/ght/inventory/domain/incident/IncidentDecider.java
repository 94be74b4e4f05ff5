package fr.ght.inventory.domain.incident;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.incident.Incident.Open;
import fr.ght.inventory.domain.incident.Incident.Resolved;
import fr.ght.inventory.domain.incident.Incident.Unknown;
import fr.ght.inventory.domain.incident.IncidentCommand.Raise;
import fr.ght.inventory.domain.incident.IncidentCommand.Resolve;
import fr.ght.inventory.domain.incident.IncidentEvent.IncidentRaised;
import fr.ght.inventory.domain.incident.IncidentEvent.IncidentResolved;
import java.time.Instant;

/** When an incident of the intake is raised, and when it is over. */
public final class IncidentDecider implements Decider<IncidentCommand, Incident, IncidentEvent> {

  @Override
  public Incident initial() {
    return new Unknown();
  }

  @Override
  public Decision<IncidentEvent> decide(Incident incident, IncidentCommand command) {
    return switch (command) {
      case Raise raise -> raise(incident, raise);
      case Resolve(var reason) -> resolve(incident, reason);
    };
  }

  private static Decision<IncidentEvent> raise(Incident incident, Raise command) {
    return switch (incident) {
      case Open _ -> accept();
      // A late report from before the incident was settled says nothing new.
      case Resolved(_, _, var last) when !command.observedAt().isAfter(last) -> accept();
      case Unknown _, Resolved _ ->
          accept(
              new IncidentRaised(
                  command.establishment(),
                  command.kind(),
                  command.device(),
                  command.detail(),
                  command.observedAt()));
    };
  }

  private static Decision<IncidentEvent> resolve(Incident incident, String reason) {
    return switch (incident) {
      case Unknown _ -> refuse(IncidentRefusal.UNKNOWN_INCIDENT);
      case Open open -> accept(new IncidentResolved(open.establishment(), reason));
      case Resolved _ -> accept();
    };
  }

  @Override
  public Incident evolve(Incident incident, IncidentEvent event) {
    return switch (event) {
      case IncidentRaised(var establishment, var kind, var device, _, var observedAt) ->
          new Open(establishment, kind, device, observedAt);
      case IncidentResolved(var establishment, var reason) ->
          new Resolved(establishment, reason, lastOf(incident));
    };
  }

  private static Instant lastOf(Incident incident) {
    return switch (incident) {
      case Unknown _ -> throw new IllegalStateException("resolved before it was raised");
      case Open open -> open.last();
      case Resolved resolved -> resolved.last();
    };
  }
}
