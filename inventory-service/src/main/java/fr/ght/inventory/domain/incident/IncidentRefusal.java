package fr.ght.inventory.domain.incident;

import fr.ght.eventsourcing.Refusal;

public enum IncidentRefusal implements Refusal {
  UNKNOWN_INCIDENT
}
