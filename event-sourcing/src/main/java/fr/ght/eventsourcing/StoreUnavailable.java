package fr.ght.eventsourcing;

import org.jspecify.annotations.Nullable;

/**
 * The log cannot be reached or is too busy now; what was asked may or may not have been done. Worth
 * asking again under the same {@link CommandId}, so callers over HTTP are told to retry later.
 */
public final class StoreUnavailable extends RuntimeException {
  public StoreUnavailable(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
