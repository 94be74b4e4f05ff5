package fr.ght.inventory.domain.application;

import fr.ght.inventory.domain.establishment.Finess;
import org.jspecify.annotations.Nullable;

public sealed interface ApplicationEvent {

  record ApplicationDeclared(
      Finess establishment,
      String function,
      String product,
      @Nullable String version,
      ApplicationState state,
      @Nullable Integer users)
      implements ApplicationEvent {}

  record ApplicationVersionChanged(Finess establishment, String version)
      implements ApplicationEvent {}

  /**
   * @param correction why it went back, if it did
   */
  record ApplicationStateChanged(
      Finess establishment, ApplicationState state, @Nullable String correction)
      implements ApplicationEvent {}

  record ApplicationUsersChanged(Finess establishment, @Nullable Integer users)
      implements ApplicationEvent {}

  record ApplicationDecommissioned(Finess establishment) implements ApplicationEvent {}
}
