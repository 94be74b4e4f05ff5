package fr.ght.view.matrix;

import fr.ght.http.lists.RowVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A version of an application, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "application_row")
@IdClass(ApplicationRow.Key.class)
class ApplicationRow extends RowVersion {
  @Id String application;

  String establishment;
  String function;
  String product;
  String version;
  String state;
  Integer users;
  String instance;

  record Key(String application, Instant recordedFrom) implements Serializable {}
}
