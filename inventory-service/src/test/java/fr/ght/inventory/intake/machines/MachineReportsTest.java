package fr.ght.inventory.intake.machines;

import static fr.ght.inventory.domain.asset.Reports.full;
import static fr.ght.inventory.domain.asset.Reports.partial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetDecider;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.asset.Reports;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.GhtResource;
import fr.ght.inventory.intake.agents.ReportIntake.Taken;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import fr.ght.inventory.log.InventoryEventTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reports lead to in the log, and what is left when the service dies in between. */
class MachineReportsTest {
  private static final Actor SENDER = new Actor("a credential", "system");
  private static final Finess HERE = new Finess("420784878");
  private static final Finess THERE = new Finess("420780033");
  private static final String UUID_1 = "4c4c4544-0042-3510-8052-b4c04f4e3031";
  private static final String UUID_2 = "4c4c4544-0042-3510-8052-b4c04f4e3032";
  private static final String MAC = "00:1b:63:84:45:e6";

  private final FlakyStore log = new FlakyStore();
  private final MachineReports reports =
      new MachineReports(
          log,
          new Establishments(
              log,
              new Commands<>(
                  new GhtDecider(),
                  InventoryEventTypes.GHTS,
                  log,
                  Runnable::run,
                  GhtResource::explain)),
          Runnable::run);

  @Test
  void a_first_report_discovers_a_machine() {
    take(full().uuid(UUID_1).device("pc-1"));

    assertThat(types()).startsWith("asset-discovered").contains("asset-keys-learned");
    assertThat(machines()).hasSize(1);
  }

  @Test
  void an_unchanged_machine_costs_three_questions_and_no_event() {
    take(full().uuid(UUID_1).mac(MAC).device("pc-1").software("firefox 128"));
    var before = types();
    log.questions();

    take(full().uuid(UUID_1).mac(MAC).device("pc-1").software("firefox 128").hour(2));
    assertThat(log.questions()).isEqualTo(3);
    take(full().uuid(UUID_1).mac(MAC).device("pc-1").software("firefox 128").hour(2));
    assertThat(log.questions()).isEqualTo(2);
    assertThat(types()).isEqualTo(before);
  }

  @Test
  void a_report_given_again_under_its_identity_is_known_whatever_it_led_to() {
    for (var report :
        List.of(
            full().uuid(UUID_1).device("pc-1").end(),
            full().uuid(UUID_1).device("pc-1").end(),
            partial().uuid(UUID_2).device("pc-2").memory(8).end())) {
      var identity = identity("a");
      assertThat(take(HERE, report, identity)).isEqualTo(Taken.NOW);
      var before = types();
      assertThat(take(HERE, report, identity)).isEqualTo(Taken.BEFORE);
      var other = new CommandId(identity.tenant(), identity.id(), "b");
      assertThat(take(HERE, full().uuid(UUID_1).device("x").end(), other))
          .isEqualTo(Taken.IDENTITY_REUSED);
      assertThat(types()).isEqualTo(before);
    }
  }

  @Test
  void whenever_the_service_dies_the_same_report_again_finishes_a_merge() {
    for (int death = 1; death <= 8; death++) {
      var device = "pc-" + death;
      var uuid = UUID.nameUUIDFromBytes(new byte[] {(byte) death}).toString();
      var mac = "00:1b:63:84:46:%02x".formatted(death);
      take(full().mac(mac).device("old-" + device).software("firefox 128"));
      take(full().uuid(uuid).device(device).memory(16));
      var both = full().uuid(uuid).mac(mac).device(device).hour(1);
      var identity = identity("a");

      log.dieBefore(death);
      try {
        take(HERE, both.end(), identity);
      } catch (FlakyStore.Death e) {
        // Then nobody was answered.
      }
      log.live();
      take(HERE, both.end(), identity);

      assertThat(take(HERE, both.end(), identity)).isEqualTo(Taken.BEFORE);
      assertThat(machines()).as("death " + death).hasSize(death);
      assertThat(machines().getLast().machine().software().total()).isEqualTo(1);
      take(full().mac(mac).device("old-" + device).hour(2));
      assertThat(machines()).hasSize(death);
    }
  }

  @Test
  void a_death_before_the_incident_is_made_up_for() {
    var report = partial().uuid(UUID_1).device("pc-1").memory(8).end();
    var identity = identity("a");
    log.dieBefore(2);
    assertThatThrownBy(() -> take(HERE, report, identity)).isInstanceOf(FlakyStore.Death.class);
    log.live();
    assertThat(types()).containsExactly("asset-report-kept");

    assertThat(take(HERE, report, identity)).isEqualTo(Taken.NOW);
    assertThat(types()).containsExactly("asset-report-kept", "incident-raised");
  }

  @Test
  void a_machine_that_is_retired_elsewhere_is_no_incident_and_one_in_service_is() {
    take(THERE, full().uuid(UUID_1).device("pc-1").end(), null);
    take(full().uuid(UUID_1).device("pc-1"));
    assertThat(types()).endsWith("incident-raised");
    take(full().uuid(UUID_1).device("pc-1").hour(1));
    assertThat(types()).filteredOn("incident-raised"::equals).hasSize(1);
  }

  @Test
  void a_device_id_that_many_machines_share_tells_nothing() {
    for (int i = 0; i < 40; i++) {
      take(full().uuid(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString()).device("image"));
    }
    assertThat(machines()).hasSize(40);
    log.questions();

    take(full().uuid(UUID.nameUUIDFromBytes(new byte[] {1}).toString()).device("image").hour(1));
    assertThat(log.questions()).isEqualTo(3);
  }

  private CommandId identity(String fingerprint) {
    return new CommandId("test", UUID.randomUUID(), fingerprint);
  }

  private void take(Reports report) {
    assertThat(take(HERE, report.end(), null)).isEqualTo(Taken.NOW);
  }

  private Taken take(Finess establishment, Observation report, @Nullable CommandId identity) {
    return reports
        .take(
            establishment,
            new Inventory("Computer", report, List.of()),
            SENDER,
            new UUID(0, 1),
            identity)
        .await()
        .indefinitely();
  }

  private List<StoredEvent> events() {
    return log.readLog(0, 10_000).await().indefinitely().events();
  }

  private List<String> types() {
    return events().stream().map(StoredEvent::type).toList();
  }

  /** Those in service, in the order of their first events. */
  private List<Asset.InService> machines() {
    Map<Object, List<AssetEvent>> streams = new LinkedHashMap<>();
    for (var line : events()) {
      if (InventoryEventTypes.ASSETS.knows(line.type())) {
        streams
            .computeIfAbsent(line.stream(), _ -> new ArrayList<>())
            .add(InventoryEventTypes.ASSETS.decode(line));
      }
    }
    var decider = new AssetDecider();
    return streams.values().stream()
        .map(history -> decider.fold(decider.initial(), history))
        .filter(Asset.InService.class::isInstance)
        .map(Asset.InService.class::cast)
        .toList();
  }
}
