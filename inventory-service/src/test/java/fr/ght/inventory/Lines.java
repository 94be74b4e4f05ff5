package fr.ght.inventory;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.EventTypes;
import fr.ght.eventsourcing.Metadata;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import java.time.Instant;
import java.util.UUID;

/** Lines of a log, as if stored. */
public final class Lines {
  private static final Instant RECORDED = Instant.parse("2026-11-23T12:00:00Z");

  private Lines() {}

  public static <E> StoredEvent of(StreamId stream, EventTypes<E> types, E event) {
    var encoded = types.encode(event, UUID.randomUUID(), RECORDED);
    return line(stream, encoded.type(), encoded.schemaVersion(), encoded.payload());
  }

  public static StoredEvent line(StreamId stream, String type, int version, String payload) {
    var metadata =
        new Metadata(new Actor("agent:420784878", "system"), null, UUID.randomUUID(), null);
    return new StoredEvent(
        1, UUID.randomUUID(), stream, 1, type, version, payload, metadata, RECORDED, RECORDED);
  }
}
