package fr.ght.view.facts;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts machines of an establishment the slow way: tells each machine's story again up to an
 * instant, and looks at it.
 *
 * @param counted workstations and servers in service
 * @param fresh of them, heard of on one of the last seven days, this one included
 */
record Recount(long counted, long fresh) {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  static Recount of(
      String establishment, Instant asOf, List<List<ReceivedFact<InventoryFact>>> streams) {
    long counted = 0;
    long fresh = 0;
    for (var stream : streams) {
      var machine = new Machine();
      stream.stream()
          .filter(received -> !received.recordedAt().isAfter(asOf))
          .forEach(received -> machine.hear(received.fact()));
      if (machine.countsAt(establishment)) {
        counted++;
        fresh += machine.isFresh(LocalDate.ofInstant(asOf, PARIS)) ? 1 : 0;
      }
    }
    return new Recount(counted, fresh);
  }

  private static final class Machine {
    private @Nullable String where;
    private String kind = "";
    private boolean inService;
    private Instant seen = Instant.MIN;

    void hear(InventoryFact fact) {
      switch (fact) {
        case AssetDiscovered discovered -> {
          where = discovered.establishment();
          kind = discovered.kind();
          inService = true;
          see(discovered.observedAt());
        }
        case AssetHardwareChanged changed -> {
          kind = changed.kind();
          see(changed.observedAt());
        }
        case AssetOperatingSystemChanged changed -> see(changed.observedAt());
        case AssetSoftwareChanged changed -> see(changed.observedAt());
        case AssetSeen sighting -> see(sighting.observedAt());
        case AssetReturned returned -> {
          inService = true;
          see(returned.observedAt());
        }
        case AssetMoved moved -> where = moved.to();
        case AssetRetired _ -> inService = false;
        case AssetMerged _ -> where = null;
        case AssetSilenceNoted _ -> {}
        case GhtFact _,
            ApplicationFact _,
            SkillFact _,
            IncidentFact _,
            ContractFact _,
            CredentialFact _,
            CatalogueFact _,
            ProductLifecycleRecorded _ -> {}
      }
    }

    private void see(Instant at) {
      seen = at.isAfter(seen) ? at : seen;
    }

    boolean countsAt(String establishment) {
      return inService
          && establishment.equals(where)
          && (kind.equals("WORKSTATION") || kind.equals("SERVER"));
    }

    boolean isFresh(LocalDate today) {
      return LocalDate.ofInstant(seen, PARIS).isAfter(today.minusDays(7));
    }
  }
}
