package fr.ght.inventory.view.assets;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** When a machine was last heard of. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "asset_seen")
class SeenRow {
  @Id String asset;

  @Column(name = "seen_at")
  Instant seenAt;
}
