package fr.ght.inventory.view.assets;

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

/** A version of a machine, as it is read. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "asset_row")
@IdClass(AssetRow.Key.class)
class AssetRow extends RowVersion {
  @Id String asset;

  String establishment;
  String kind;
  String name;
  String manufacturer;
  String model;
  String serial;

  @Column(name = "hardware_uuid")
  String hardwareUuid;

  @Column(name = "memory_mib")
  Integer memoryMib;

  @Column(name = "operating_system")
  String operatingSystem;

  @Column(name = "os_version")
  String osVersion;

  @Column(name = "software_count")
  int softwareCount;

  String state;

  @Column(name = "sort_name")
  String sortName;

  String search;

  record Key(String asset, Instant recordedFrom) implements Serializable {}
}
