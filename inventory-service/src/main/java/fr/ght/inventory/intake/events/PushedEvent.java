package fr.ght.inventory.intake.events;

import fr.ght.inventory.domain.establishment.Finess;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent as the intake needs it.
 *
 * @param source with {@code id}, the sender's identity for this event
 * @param establishment the extension attribute; FINESS of the legal entity
 * @param time when it happened, if the sender says so
 * @param data as it was sent; JSON written without white space
 */
record PushedEvent(
    String source,
    String id,
    String type,
    @Nullable String subject,
    @Nullable String establishment,
    @Nullable Instant time,
    byte[] data) {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final String ESTABLISHMENT = "establishment";

  static PushedEvent of(CloudEvent event) {
    var establishment = event.getExtension(ESTABLISHMENT);
    var time = event.getTime();
    var data = event.getData();
    return new PushedEvent(
        event.getSource().toString(),
        event.getId(),
        event.getType(),
        event.getSubject(),
        establishment == null ? null : establishment.toString(),
        time == null ? null : time.toInstant(),
        data == null ? "null".getBytes(StandardCharsets.UTF_8) : data.toBytes());
  }

  /** The same of an establishment. */
  PushedEvent of(Finess whose) {
    return new PushedEvent(source, id, type, subject, whose.number(), time, data);
  }

  /** Its own time, unless that is absent or lies in the future; then when it was received. */
  Instant happenedAt(Instant receivedAt) {
    return time == null || time.isAfter(receivedAt.plus(CLOCKS_DIFFER)) ? receivedAt : time;
  }
}
