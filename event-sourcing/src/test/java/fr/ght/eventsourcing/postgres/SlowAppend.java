package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An append whose transaction stays open until a test ends it. */
public final class SlowAppend implements AutoCloseable {
  private static final String METADATA =
      """
      {"actor":{"subject":"s-1","role":"dsi"},"command":null,"correlation":"%s","causation":null}\
      """
          .formatted(UUID.randomUUID());

  private final Connection connection;
  private final long lastPosition;

  public SlowAppend(LogDatabase database, StreamId stream, long revision, int events)
      throws SQLException {
    this(database, stream, revision, events, null);
  }

  SlowAppend(
      LogDatabase database, StreamId stream, long revision, int events, @Nullable CommandId command)
      throws SQLException {
    connection = database.connect();
    connection.setAutoCommit(false);
    lastPosition = append(connection, stream, revision, events, command);
  }

  /** Appends in the transaction of {@code connection}, and gives the last position. */
  static long append(
      Connection connection,
      StreamId stream,
      long revision,
      int events,
      @Nullable CommandId command)
      throws SQLException {
    var placeholders = "?, ?, ?, ?, ?, ?, '{}', '{}', '{}', ?, ?, ?, ?, ?, ?";
    try (var append =
        connection.prepareStatement(
            "select outcome, last_position from append(" + placeholders + ")")) {
      append.setString(1, stream.toString());
      append.setLong(2, revision);
      append.setString(3, null);
      append.setString(4, command == null ? null : command.tenant());
      append.setObject(5, command == null ? null : command.id(), java.sql.Types.OTHER);
      append.setString(6, command == null ? null : command.fingerprint());
      append.setString(7, METADATA);
      array(append, 8, "uuid", events, UUID.randomUUID());
      array(append, 9, "text", events, "probed");
      array(append, 10, "int", events, 1);
      array(append, 11, "text", events, "{}");
      array(append, 12, "timestamptz", events, OffsetDateTime.now());
      try (var row = append.executeQuery()) {
        row.next();
        return row.getString(1).equals("stored") ? row.getLong(2) : -1;
      }
    }
  }

  public long lastPosition() {
    return lastPosition;
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  public void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static void array(
      java.sql.PreparedStatement statement, int index, String type, int times, Object value)
      throws SQLException {
    var values = Collections.nCopies(times, value).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
