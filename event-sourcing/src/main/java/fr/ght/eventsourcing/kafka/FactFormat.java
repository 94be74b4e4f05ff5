package fr.ght.eventsourcing.kafka;

import java.io.IOException;
import java.util.Optional;

/** How the bodies of one family of facts read. */
@FunctionalInterface
public interface FactFormat<F> {

  /**
   * @return empty for a type that this program does not know: a newer sender's fact, passed over
   * @throws IOException if the body does not have the type's shape; the message holds none of the
   *     content
   */
  Optional<F> read(String type, byte[] body) throws IOException;
}
