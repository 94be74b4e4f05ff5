package fr.ght.inventory.domain.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an application is run.
 *
 * @param instance the name of the running instance; establishments that name the same one of a
 *     product share it. Null if not said
 * @param hosting null if not said
 * @param interfaces all of them; empty if there are none, null if not said
 */
public record Operation(
    @Nullable String instance,
    Needs needs,
    @Nullable Hosting hosting,
    @Nullable List<Interface> interfaces) {

  /** Nothing was said of it. */
  public static final Operation UNKNOWN = new Operation(null, Needs.UNKNOWN, null, null);

  public Operation {
    interfaces =
        interfaces == null ? null : interfaces.stream().distinct().sorted(Interface.ORDER).toList();
  }

  Operation withInstance(@Nullable String newInstance) {
    return new Operation(newInstance, needs, hosting, interfaces);
  }

  Operation withNeeds(Needs newNeeds) {
    return new Operation(instance, newNeeds, hosting, interfaces);
  }

  Operation withHosting(@Nullable Hosting newHosting) {
    return new Operation(instance, needs, newHosting, interfaces);
  }

  Operation withInterfaces(List<Interface> newInterfaces) {
    return new Operation(instance, needs, hosting, newInterfaces);
  }
}
