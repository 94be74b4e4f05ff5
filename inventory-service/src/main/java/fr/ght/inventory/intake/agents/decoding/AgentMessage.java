package fr.ght.inventory.intake.agents.decoding;

import fr.ght.inventory.domain.asset.Observation;
import java.time.Instant;
import java.util.List;

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
   * @param hosted what the machine says of the virtual machines and databases that run on it
   */
  record Inventory(String itemType, Observation observation, List<Observation> hosted)
      implements AgentMessage {
    public Inventory {
      hosted = List.copyOf(hosted);
    }

    @Override
    public String device() {
      return observation.device();
    }

    /** The same report, observed at another instant: that of the event which carried it. */
    public Inventory observedAt(Instant at) {
      return new Inventory(
          itemType,
          observation.observedAt(at),
          hosted.stream().map(one -> one.observedAt(at)).toList());
    }
  }
}
