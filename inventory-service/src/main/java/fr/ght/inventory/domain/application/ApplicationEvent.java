package fr.ght.inventory.domain.application;

import fr.ght.inventory.domain.establishment.Finess;
import java.util.List;
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

  /** It runs as this instance now, which other establishments may share. */
  record ApplicationInstanceChanged(Finess establishment, String instance)
      implements ApplicationEvent {}

  /** It is no longer known as which instance it runs. */
  record ApplicationInstanceWithdrawn(Finess establishment) implements ApplicationEvent {}

  /** The needs as they are now, whole. */
  record ApplicationNeedsChanged(Finess establishment, Needs needs) implements ApplicationEvent {}

  record ApplicationHostingChanged(Finess establishment, Hosting hosting)
      implements ApplicationEvent {}

  /** It is no longer known where it runs. */
  record ApplicationHostingWithdrawn(Finess establishment) implements ApplicationEvent {}

  /** The interfaces as they are now, all of them. */
  record ApplicationInterfacesChanged(Finess establishment, List<Interface> interfaces)
      implements ApplicationEvent {
    public ApplicationInterfacesChanged {
      interfaces = List.copyOf(interfaces);
    }
  }

  record ApplicationDecommissioned(Finess establishment) implements ApplicationEvent {}
}
