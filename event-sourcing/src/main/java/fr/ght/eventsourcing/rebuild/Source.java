package fr.ght.eventsourcing.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Where views take their rows from, and the books of how far each of them is. Books stand under the
 * view's name for its live version, and under {@link VersionName} for any other; they are written
 * in the transaction that writes the rows.
 */
public interface Source {

  /** Opens books for another version of the view, which has taken nothing yet. */
  Uni<Void> open(SqlConnection tx, String view, String version);

  /** Waits for what is being written, and lets the live version take nothing until tx ends. */
  Uni<Void> hold(SqlConnection tx, String view);

  Uni<Void> rename(SqlConnection tx, String from, String to);

  Uni<Void> forget(SqlConnection tx, String version);

  /** Begins, or goes on, to fill the tables of a version. */
  Filling fill(String view, String version);

  /** One run of filling; used by one thread at a time. */
  interface Filling extends AutoCloseable {

    /**
     * Takes some of what the live version has taken and this one has not; it never overtakes.
     *
     * @return fails if the database or the source is away, or the version is gone
     */
    Uni<Filled> step();

    @Override
    void close();
  }

  /**
   * How far a version is.
   *
   * @param done events or facts passed, whether or not they concern the view
   * @param total how many the live version had passed just then
   */
  record Filled(long done, long total) {
    boolean isAsFar() {
      return done >= total;
    }
  }
}
