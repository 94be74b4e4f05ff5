package fr.ght.inventory.view.memberships;

import fr.ght.http.lists.RowVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A version of a group, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "ght_row")
@IdClass(GroupRow.Key.class)
class GroupRow extends RowVersion {
  @Id String ght;

  String name;

  record Key(String ght, Instant recordedFrom) implements Serializable {}
}
