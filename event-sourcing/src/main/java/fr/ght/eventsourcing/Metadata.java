package fr.ght.eventsourcing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored beside every event about its origin; see {@link Context}. */
public record Metadata(
    Actor actor, @Nullable UUID command, UUID correlation, @Nullable UUID causation) {

  public static Metadata of(Context context) {
    var command = context.command();
    return new Metadata(
        context.actor(),
        command == null ? null : command.id(),
        context.correlation(),
        context.causation());
  }
}
