package fr.ght.inventory.domain.application;

import org.jspecify.annotations.Nullable;

public sealed interface ApplicationCommand {

  /**
   * The application shall be as said here; what is not so yet becomes events. Of its version and of
   * how it is run, what is not said stays as it was known.
   */
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
