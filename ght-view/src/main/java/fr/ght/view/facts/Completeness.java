package fr.ght.view.facts;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Up to which recorded instant views hold everything that happened. */
@Singleton
public class Completeness {

  /**
   * @return the instant below which none of these views answers the same {@code asOf} differently;
   *     null while that is unknown
   */
  public @Nullable Instant completeUpTo(String... views) {
    return null;
  }
}
