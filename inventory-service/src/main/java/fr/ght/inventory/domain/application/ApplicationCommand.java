package fr.ght.inventory.domain.application;

import java.util.Set;
import org.jspecify.annotations.Nullable;

public sealed interface ApplicationCommand {

  /**
   * The application shall be as said here; what is not so yet becomes events. Of its version and of
   * how it is run, what is not said stays as it was known, unless it is said to be unknown.
   *
   * @param unknown what was known and is so no longer, unless the deployment says it
   */
  record Declare(Deployment deployment, ApplicationState state, Set<Aspect> unknown)
      implements ApplicationCommand {
    public Declare {
      unknown = Set.copyOf(unknown);
    }

    public Declare(Deployment deployment, ApplicationState state) {
      this(deployment, state, Set.of());
    }
  }

  record ChangeVersion(String version) implements ApplicationCommand {}

  /**
   * @param correction why an earlier state is now said to be the right one; null for the normal
   *     course, which only goes forward
   */
  record ChangeState(ApplicationState state, @Nullable String correction)
      implements ApplicationCommand {}

  /**
   * @param users null if it is no longer known how many
   */
  record ChangeUsers(@Nullable Integer users) implements ApplicationCommand {}

  record Decommission() implements ApplicationCommand {}
}
