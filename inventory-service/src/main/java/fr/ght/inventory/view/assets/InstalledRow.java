package fr.ght.inventory.view.assets;

import fr.ght.http.lists.RowVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A version of what is installed on a machine, as it is searched. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "asset_software_row")
@IdClass(InstalledRow.Key.class)
class InstalledRow extends RowVersion {
  @Id String asset;

  Integer[] software;

  record Key(String asset, Instant recordedFrom) implements Serializable {}
}
