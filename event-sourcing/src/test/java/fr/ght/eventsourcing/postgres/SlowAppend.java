package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    var placeholders =
        "?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', '{}', '{}', '{}', ?, ?, ?, ?, ?, ?, ?, true";
    try (var append =
        connection.prepareStatement(
            "select outcomes[1], last_positions[1] from append_many(" + placeholders + ")")) {
      int commands = command == null ? 0 : 1;
      array(append, 1, "text", stream.toString());
      array(append, 2, "bigint", revision);
      array(append, 3, "text", new Object[] {null});
      array(append, 4, "text", METADATA);
      array(append, 5, "int", events);
      times(append, 6, "int", commands, 1);
      times(append, 7, "text", commands, command == null ? "" : command.tenant());
      times(append, 8, "uuid", commands, command == null ? "" : command.id());
      times(append, 9, "text", commands, command == null ? "" : command.fingerprint());
      times(append, 10, "int", events, 1);
      array(append, 11, "int", IntStream.rangeClosed(1, events).boxed().toArray());
      array(append, 12, "uuid", Stream.generate(UUID::randomUUID).limit(events).toArray());
      times(append, 13, "text", events, "probed");
      times(append, 14, "int", events, 1);
      times(append, 15, "text", events, "{}");
      times(append, 16, "timestamptz", events, OffsetDateTime.now());
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

  private static void times(
      PreparedStatement statement, int index, String type, int times, Object value)
      throws SQLException {
    array(statement, index, type, Collections.nCopies(times, value).toArray());
  }

  private static void array(
      PreparedStatement statement, int index, String type, @Nullable Object... values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
