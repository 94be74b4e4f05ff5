package fr.ght.eventsourcing.kafka;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** What facts of one topic mean for the rows of one view. */
public interface FactView<F> {

  /** Its stable name: in addresses, and for how far it is. */
  String name();

  /** Whether this view has anything to do with facts of this kind. */
  boolean takes(F fact);

  /**
   * Writes what these facts change, in {@code tx} and nowhere else: it commits together with the
   * view's offsets, or not at all.
   *
   * @param facts that the view takes, never empty, each given once (however often it was sent); in
   *     order within a stream, in any order between streams
   * @return fails if a fact cannot be taken; called in a worker thread, and called again with the
   *     same facts after any failure
   */
  Uni<Void> apply(SqlConnection tx, List<ReceivedFact<F>> facts);

  /** Empties its tables, in {@code tx} only: the log lives anew, and what it told is void. */
  Uni<Void> empty(SqlConnection tx);
}
