package fr.ght.stress;

import fr.ght.eventsourcing.testing.Oracle.Line;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What log, topic and view hold when all is quiet.
 *
 * @param log in the order of positions
 * @param topic partition by partition, as a reader of committed records is given them
 * @param timeline the shared view's entry of each fact, by its identity
 * @param histories the states of machines and applications that the shared view tells one after the
 *     other
 * @param setAside streams that the relay or a view has parked
 * @param counts by establishment: how many machines the view counts
 */
record Evidence(
    List<Entry> log,
    List<Line> topic,
    List<Line> timeline,
    List<Line> histories,
    long setAside,
    List<Count> counts) {

  /**
   * One event.
   *
   * @param mark of the write that it came from, if it shows one
   */
  record Entry(Line line, String type, @Nullable String mark, Instant recordedAt) {}

  /**
   * An establishment's machines.
   *
   * @param acknowledged by the platform
   * @param shown on the group's page
   * @param listed by inventory-service
   */
  record Count(String finess, long acknowledged, long shown, long listed) {
    boolean isRight() {
      return acknowledged == shown && acknowledged == listed;
    }
  }
}
