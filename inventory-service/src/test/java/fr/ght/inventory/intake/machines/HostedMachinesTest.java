package fr.ght.inventory.intake.machines;

import static fr.ght.inventory.domain.asset.AssetKind.DATABASE;
import static fr.ght.inventory.domain.asset.AssetKind.SERVER;
import static fr.ght.inventory.domain.asset.AssetKind.VIRTUAL_MACHINE;
import static fr.ght.inventory.domain.asset.Reports.full;
import static fr.ght.inventory.domain.asset.Reports.partial;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.inventory.domain.asset.Asset;
import fr.ght.inventory.domain.asset.AssetDecider;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Machine;
import fr.ght.inventory.domain.asset.Reports;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.GhtResource;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import fr.ght.inventory.log.InventoryEventTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Virtual machines and databases that a host lists, and what they say of themselves. */
class HostedMachinesTest {
  private static final Actor SENDER = new Actor("a credential", "system");
  private static final Finess HERE = new Finess("420784878");
  private static final String HOST = "4c4c4544-0042-3510-8052-b4c04f4e3031";
  private static final String GUEST = "4c4c4544-0042-3510-8052-b4c04f4e3032";

  private FlakyStore log = new FlakyStore();
  private MachineReports reports = reports();

  private MachineReports reports() {
    return new MachineReports(
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
  }

  @Test
  void what_only_its_host_knows_is_an_asset_of_its_kind_and_no_machine_that_counts() {
    take(host(), listed("srv-labo").uuid(GUEST), database("PostgreSQL (host)"));

    assertThat(kinds()).containsExactly(VIRTUAL_MACHINE, DATABASE, SERVER);
    assertThat(machine(0).hardware().values().name()).isEqualTo("srv-labo");
  }

  @Test
  void the_same_report_again_changes_nothing() {
    take(host(), listed("srv-labo").uuid(GUEST), database("PostgreSQL (host)"));
    var before = events().size();
    take(host(), listed("srv-labo").uuid(GUEST), database("PostgreSQL (host)"));
    assertThat(events()).hasSize(before);
  }

  @Test
  void a_virtual_machine_that_reports_by_itself_is_one_machine_and_says_what_it_is() {
    take(host(), listed("vm-12").uuid(GUEST).memory(4096));
    take(guest());

    assertThat(kinds()).containsExactly(SERVER, SERVER);
    assertThat(machine(0).hardware().values().name()).isEqualTo("srv-labo");
    assertThat(machine(0).hardware().values().memoryMib()).isEqualTo(3900);
  }

  @Test
  void whether_its_host_or_itself_spoke_first_and_last_does_not_matter() {
    var host = host();
    for (int listedAt : new int[] {-5, 5}) {
      take(host.hour(listedAt), listed("vm-12").uuid(GUEST).memory(4096).hour(listedAt));
      take(guest());
      var listedFirst = machine(GUEST);

      log = new FlakyStore();
      reports = reports();
      take(guest());
      var before = events().size();
      take(host.hour(listedAt), listed("vm-12").uuid(GUEST).memory(4096).hour(listedAt));
      assertThat(machine(GUEST).hardware().values()).isEqualTo(listedFirst.hardware().values());
      assertThat(kinds()).containsExactly(SERVER, SERVER);
      assertThat(events().subList(before, events().size()))
          .extracting(StoredEvent::type)
          .as("nothing that its host says changes it")
          .filteredOn(type -> type.equals("asset-hardware-changed"))
          .hasSize(1);
      log = new FlakyStore();
      reports = reports();
    }
  }

  @Test
  void changes_of_a_machine_that_is_only_listed_are_kept_and_shown_but_do_not_make_it_count() {
    take(host(), listed("vm-12").uuid(GUEST));
    take(partial().uuid(GUEST).device("srv-labo").chassis("Rack").software("nginx 1.26").hour(1));
    assertThat(types()).contains("incident-raised");
    assertThat(machine(GUEST).kind()).isEqualTo(VIRTUAL_MACHINE);
    assertThat(machine(GUEST).software().total()).isEqualTo(1);

    take(guest().software("debian 12").hour(2));
    assertThat(machine(GUEST).kind()).isEqualTo(SERVER);
    assertThat(types()).contains("incident-resolved");
  }

  @Test
  void placeholders_join_no_machines_of_different_hosts() {
    var none = "00000000-0000-0000-0000-000000000000";
    take(host(), listed("vm-1").uuid(none).device("host-1/vm/vm-1"));
    take(
        full().uuid(HOST.replace('1', '7')).device("host-2").chassis("Rack Mount Chassis"),
        listed("vm-1").uuid(none).device("host-2/vm/vm-1"));
    assertThat(kinds()).containsExactly(VIRTUAL_MACHINE, SERVER, VIRTUAL_MACHINE, SERVER);
  }

  private static Reports host() {
    return full().uuid(HOST).device("host-1").name("host").chassis("Rack Mount Chassis");
  }

  private static Reports guest() {
    return full()
        .uuid(GUEST)
        .device("srv-labo-2026")
        .name("srv-labo")
        .memory(3900)
        .chassis("Other")
        .system("Debian GNU/Linux", "12");
  }

  private static Reports listed(String name) {
    return full().device("host-1/vm/" + name).name(name).chassis(AssetKind.LISTED_MACHINE);
  }

  private static Reports database(String name) {
    return full().device("host-1/database/" + name).name(name).chassis(AssetKind.LISTED_DATABASE);
  }

  private void take(Reports report, Reports... hosted) {
    var all = List.of(hosted).stream().map(Reports::end).toList();
    reports
        .take(HERE, new Inventory("Computer", report.end(), all), SENDER, new UUID(0, 1), null)
        .await()
        .indefinitely();
  }

  private List<StoredEvent> events() {
    return log.readLog(0, 10_000).await().indefinitely().events();
  }

  private List<String> types() {
    return events().stream().map(StoredEvent::type).toList();
  }

  private List<AssetKind> kinds() {
    return machines().stream().map(Machine::kind).toList();
  }

  private Machine machine(int number) {
    return machines().get(number);
  }

  private Machine machine(String uuid) {
    return machines().stream()
        .filter(machine -> machine.keys().uuids().contains(uuid))
        .findFirst()
        .orElseThrow();
  }

  /** Those in service, in the order of their first events. */
  private List<Machine> machines() {
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
        .map(asset -> asset.known().orElseThrow())
        .toList();
  }
}
