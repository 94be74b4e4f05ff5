package fr.ght.inventory.view.incidents;

import fr.ght.http.lists.RowVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A version of an incident, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "incident_row")
@IdClass(IncidentRow.Key.class)
class IncidentRow extends RowVersion {
  @Id String incident;

  String establishment;
  String kind;
  String device;
  String detail;

  @Column(name = "observed_at")
  Instant observedAt;

  String state;
  String resolution;

  @Column(name = "raised_at")
  Instant raisedAt;

  record Key(String incident, Instant recordedFrom) implements Serializable {}
}
