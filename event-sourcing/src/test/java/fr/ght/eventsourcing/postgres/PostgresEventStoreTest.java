package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.testing.EventStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresEventStoreTest extends EventStoreContract {
  private static LogDatabase database;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  protected EventStore store() {
    return database.store();
  }
}
