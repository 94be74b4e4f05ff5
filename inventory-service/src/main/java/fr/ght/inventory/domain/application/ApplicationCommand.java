package fr.ght.inventory.domain.application;

import org.jspecify.annotations.Nullable;

public sealed interface ApplicationCommand {

  /** The application shall be as said here, whole; what is not so yet becomes events. */
  record Declare(Deployment deployment, ApplicationState state) implements ApplicationCommand {}

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
