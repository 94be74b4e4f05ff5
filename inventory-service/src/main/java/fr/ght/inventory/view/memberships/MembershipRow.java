package fr.ght.inventory.view.memberships;

import fr.ght.http.lists.RowVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A version of a membership, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "membership_row")
@IdClass(MembershipRow.Key.class)
class MembershipRow extends RowVersion {
  @Id String membership;

  String ght;
  String establishment;
  String name;
  String role;

  @Column(name = "valid_from")
  LocalDate validFrom;

  @Column(name = "valid_to")
  LocalDate validTo;

  record Key(String membership, Instant recordedFrom) implements Serializable {}
}
