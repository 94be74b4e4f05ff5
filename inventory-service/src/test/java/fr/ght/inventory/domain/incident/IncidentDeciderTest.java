package fr.ght.inventory.domain.incident;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.incident.IncidentCommand.Raise;
import fr.ght.inventory.domain.incident.IncidentCommand.Resolve;
import fr.ght.inventory.domain.incident.IncidentEvent.IncidentRaised;
import fr.ght.inventory.domain.incident.IncidentEvent.IncidentResolved;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IncidentDeciderTest {
  static final IncidentDecider INCIDENT = new IncidentDecider();
  static final Finess CHU = new Finess("420784878");
  static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
  static final IncidentRaised RAISED = raised(MONDAY);
  static final IncidentResolved RESOLVED = new IncidentResolved(CHU, "a whole report came");

  @Test
  void a_report_without_a_baseline_raises_an_incident() {
    given(INCIDENT).when(raise(MONDAY)).then(RAISED);
  }

  @Test
  void the_same_incident_is_raised_once() {
    given(INCIDENT, RAISED).when(raise(MONDAY.plusSeconds(3600))).thenNothing();
  }

  @Test
  void an_incident_is_resolved_with_a_reason_and_once_only() {
    given(INCIDENT, RAISED).when(new Resolve("a whole report came")).then(RESOLVED);
    given(INCIDENT, RAISED, RESOLVED).when(new Resolve("again")).thenNothing();
  }

  @Test
  void an_incident_that_never_was_cannot_be_resolved() {
    given(INCIDENT).when(new Resolve("why")).thenRefused(IncidentRefusal.UNKNOWN_INCIDENT);
  }

  @Test
  void a_resolved_incident_comes_back_with_a_newer_report_and_not_with_a_late_one() {
    var tuesday = MONDAY.plusSeconds(86_400);
    given(INCIDENT, RAISED, RESOLVED).when(raise(tuesday)).then(raised(tuesday));
    given(INCIDENT, RAISED, RESOLVED).when(raise(MONDAY.minusSeconds(1))).thenNothing();
  }

  @Test
  void a_very_long_device_id_still_gives_a_stream_key() {
    var key = Incident.key(CHU, IncidentKind.PARTIAL_WITHOUT_BASELINE, "x".repeat(1000));
    assertThat(key).hasSizeLessThanOrEqualTo(200);
  }

  private static Raise raise(Instant at) {
    return new Raise(CHU, IncidentKind.PARTIAL_WITHOUT_BASELINE, "pc-1", "no whole report", at);
  }

  private static IncidentRaised raised(Instant at) {
    return new IncidentRaised(
        CHU, IncidentKind.PARTIAL_WITHOUT_BASELINE, "pc-1", "no whole report", at);
  }
}
