package fr.ght.inventory.view.assets;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A line of the software dictionary, as it is searched. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "software")
class SoftwareRow {
  @Id Integer id;
  String name;
  String search;
}
