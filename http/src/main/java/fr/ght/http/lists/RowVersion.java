package fr.ght.http.lists;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/**
 * A version of a row, as it is read: it holds from an instant until another. An entity's key is its
 * own and {@code recordedFrom}.
 */
@NullUnmarked
@MappedSuperclass
public abstract class RowVersion {
  @Id
  @Column(name = "recorded_from")
  protected Instant recordedFrom;

  @Column(name = "recorded_to")
  protected Instant recordedTo;
}
