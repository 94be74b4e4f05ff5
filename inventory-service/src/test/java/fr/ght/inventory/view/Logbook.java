package fr.ght.inventory.view;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.EventTypes;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Hardware;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.log.InventoryEventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Writes events into a log, as carried out commands leave them there. */
final class Logbook {
  static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final EventStore store;

  Logbook(EventStore store) {
    this.store = store;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads the array
  final <E> void append(StreamId stream, EventTypes<E> types, E... events) {
    append(stream, types, List.of(events));
  }

  <E> void append(StreamId stream, EventTypes<E> types, List<E> events) {
    var metadata = new Metadata(new Actor("agent:test", "system"), null, UUID.randomUUID(), null);
    var encoded =
        events.stream().map(event -> types.encode(event, UUID.randomUUID(), NOON)).toList();
    var result =
        store
            .read(stream)
            .chain(head ->
                store.append(
                    new Append(stream, head.revision(), encoded, metadata, null, List.of(), null)))
            .await()
            .atMost(LONGEST);
    if (!(result instanceof AppendResult.Stored)) {
      throw new AssertionError(result);
    }
  }

  void asset(String asset, AssetEvent... events) {
    append(
        new StreamId(InventoryEventTypes.ASSET, asset),
        InventoryEventTypes.ASSETS,
        Arrays.asList(events));
  }

  /** A new machine with a name and some software; its id. */
  String machine(Finess establishment, String name, String... software) {
    var asset = UUID.randomUUID().toString();
    asset(
        asset,
        new AssetDiscovered(establishment, AssetKind.WORKSTATION, name, NOON),
        hardware(establishment, AssetKind.WORKSTATION, name, asset),
        new AssetOperatingSystemChanged(
            establishment, new OperatingSystem("Debian GNU/Linux", "12", "6.1", "x86_64"), NOON));
    if (software.length > 0) {
      asset(asset, installed(establishment, List.of(software), List.of(), software.length));
    }
    return asset;
  }

  static AssetHardwareChanged hardware(
      Finess establishment, AssetKind kind, String name, String serial) {
    var card = new NetworkInterface("eth0", "00:11:22:33:44:55", List.of("10.42.0.12"), true);
    return new AssetHardwareChanged(
        establishment,
        kind,
        new Hardware(
            name + "-2026",
            name,
            "Desktop",
            "Dell Inc.",
            "OptiPlex 7010",
            serial,
            null,
            null,
            8192,
            null,
            List.of(card)),
        NOON);
  }

  /** Software is written {@code name version}. */
  static AssetSoftwareChanged installed(
      Finess establishment, List<String> added, List<String> removed, int total) {
    return new AssetSoftwareChanged(
        establishment,
        added.stream().map(Logbook::software).toList(),
        removed.stream().map(Logbook::software).toList(),
        total,
        false,
        NOON);
  }

  static Software software(String text) {
    int space = text.lastIndexOf(' ');
    return new Software(text.substring(0, space), text.substring(space + 1), null, "x86_64");
  }
}
