package fr.ght.inventory.view.applications;

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
  Integer availability;
  Integer integrity;
  Integer confidentiality;
  Integer evidence;

  @Column(name = "rto_seconds")
  Long rtoSeconds;

  @Column(name = "rpo_seconds")
  Long rpoSeconds;

  String hosting;
  String host;
  String certificate;

  @Column(name = "certificate_from")
  LocalDate certificateFrom;

  @Column(name = "certificate_until")
  LocalDate certificateUntil;

  Integer interfaces;

  @Column(name = "product_key")
  String productKey;

  String search;

  record Key(String application, Instant recordedFrom) implements Serializable {}
}
