package fr.ght.inventory.view.skills;

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

/** A version of an establishment's skills of one level in one product, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "skill_row")
@IdClass(SkillRow.Key.class)
class SkillRow extends RowVersion {
  @Id String coverage;

  String establishment;
  String product;

  @Column(name = "product_key")
  String productKey;

  String level;
  int people;
  LocalDate until;

  record Key(String coverage, Instant recordedFrom) implements Serializable {}
}
