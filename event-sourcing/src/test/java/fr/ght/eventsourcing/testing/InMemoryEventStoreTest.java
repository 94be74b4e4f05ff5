package fr.ght.eventsourcing.testing;

import fr.ght.eventsourcing.EventStore;

class InMemoryEventStoreTest extends EventStoreContract {
  @Override
  protected EventStore store() {
    return new InMemoryEventStore();
  }
}
