package fr.ght.inventory.intake.events;

import fr.ght.access.Caller;
import fr.ght.access.Role;
import fr.ght.access.signin.Origin;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.inventory.domain.establishment.Finess;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * For whom the sender of a record speaks. Kafka tells a consumer of nobody's name, but decides by
 * it who may write to which topic: so an establishment has a topic of its own, {@code
 * ght.intake.420784878}, and what is in it is from there (ADR 24).
 */
@Singleton
final class IntakeTopics {
  /** Of all establishments alike: each event names its own. */
  static final String SHARED = "ght.intake";

  static final String REJECTED = "ght.intake.rejected";

  private static final String OF_ESTABLISHMENT = SHARED + ".";

  /** As whom the log knows those who send through Kafka. */
  private static final String SUBJECT = "kafka:";

  private final boolean sharedIsOpen;

  /**
   * @param sharedIsOpen whether whoever may write to the topic of all may speak for each of them
   */
  IntakeTopics(
      @ConfigProperty(name = "ght.intake.shared", defaultValue = "false") boolean sharedIsOpen) {
    this.sharedIsOpen = sharedIsOpen;
  }

  /** An event, and who sent it. */
  record Attributed(PushedEvent event, Origin origin) {}

  /**
   * @throws Problem.ProblemException if nobody may send through this topic, or it is not told for
   *     whom
   */
  Attributed attribute(PushedEvent event, ConsumerRecord<String, byte[]> from) {
    var topic = from.topic();
    var establishment = topic.equals(SHARED) ? named(event) : owner(topic);
    var attributed = event.establishment() == null ? event.of(establishment) : event;
    return new Attributed(
        attributed,
        new Origin(
            new Caller(
                SUBJECT + establishment.number(),
                Set.of(Role.SYSTEM),
                Set.of(establishment.number()),
                Set.of()),
            correlation(from)));
  }

  private Finess named(PushedEvent event) {
    if (!sharedIsOpen) {
      throw Kind.FORBIDDEN.with(
          "FORBIDDEN",
          "This topic is closed: each establishment sends to its own, ght.intake.<FINESS>.");
    }
    var establishment = event.establishment();
    if (establishment == null) {
      throw Problem.invalid("establishment", "is missing: an extension attribute of the event");
    }
    return parsed(establishment);
  }

  private static Finess owner(String topic) {
    return parsed(topic.substring(OF_ESTABLISHMENT.length()));
  }

  private static Finess parsed(String establishment) {
    try {
      return Finess.parse(establishment);
    } catch (Finess.Invalid invalid) {
      throw Problem.invalid("establishment", String.valueOf(invalid.getMessage()));
    }
  }

  /** The same whenever the record is read again. */
  private static UUID correlation(ConsumerRecord<String, byte[]> from) {
    var place = "%s/%d/%d".formatted(from.topic(), from.partition(), from.offset());
    return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
  }
}
