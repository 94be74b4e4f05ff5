package fr.ght.inventory.view.budgets;

import fr.ght.http.lists.RowVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A version of an envelope, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "budget_envelope_row")
@IdClass(EnvelopeRow.Key.class)
class EnvelopeRow extends RowVersion {
  @Id String envelope;

  String owner;
  String establishment;
  String ght;
  int year;
  String kind;
  BigDecimal amount;

  record Key(String envelope, Instant recordedFrom) implements Serializable {}
}
