package fr.ght.view.facts;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Up to which recorded instant views hold everything that happened. */
@Singleton
public class Completeness {
  private final InventoryFacts facts;

  public Completeness(InventoryFacts facts) {
    this.facts = facts;
  }

  /**
   * @return the instant below which none of these views answers the same {@code asOf} differently;
   *     null while that is unknown
   */
  public @Nullable Instant completeUpTo(String... views) {
    return facts.consumer().completeUpTo(List.of(views));
  }
}
