package fr.ght.inventory.intake.agents.decoding;

import fr.ght.inventory.domain.asset.Observation;
import java.time.Instant;

/** What an agent says, whatever its dialect, compression and format. */
public sealed interface AgentMessage {

  /** The device id that the agent gave: never blank, at most 255 characters. */
  String device();

  /** "May I send an inventory?", in XML, by any of the three agents. */
  record Prolog(String device) implements AgentMessage {}

  /** The same question of a native GLPI agent, in JSON. */
  record Contact(String device) implements AgentMessage {}

  /**
   * A report, full or partial.
   *
   * @param itemType Computer, NetworkEquipment, Printer, Phone or another word of the agent
   */
  record Inventory(String itemType, Observation observation) implements AgentMessage {
    @Override
    public String device() {
      return observation.device();
    }

    /** The same report, observed at another instant: that of the event which carried it. */
    public Inventory observedAt(Instant at) {
      return new Inventory(
          itemType,
          new Observation(
              at,
              observation.partial(),
              observation.device(),
              observation.hull(),
              observation.firmware(),
              observation.processors(),
              observation.network(),
              observation.disks(),
              observation.operatingSystem(),
              observation.software()));
    }
  }
}
