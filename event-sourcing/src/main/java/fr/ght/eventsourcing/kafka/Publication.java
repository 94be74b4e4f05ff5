package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.StoredEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which events of a service become public facts: a pure function of the event. */
@FunctionalInterface
public interface Publication {

  /**
   * The fact that others are told, or empty for an event that is the service's own business.
   *
   * @throws RuntimeException if the event cannot be read: its stream then stands aside
   */
  Optional<OutgoingFact> publish(StoredEvent event);

  /**
   * A fact on its way out.
   *
   * @param type its public name with version, such as {@code fr.ght.inventory.asset-seen.v1}
   * @param body JSON
   * @param establishment FINESS of the establishment it is about, if it is about one
   * @param ght code of the group it is about, if it is about one
   */
  record OutgoingFact(
      String type, byte[] body, @Nullable String establishment, @Nullable String ght) {}
}
