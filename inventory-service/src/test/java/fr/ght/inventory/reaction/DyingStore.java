package fr.ght.inventory.reaction;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The real log, of a service that dies as soon as an append is on disk. */
record DyingStore(EventStore log) implements EventStore {

  static final class Death extends RuntimeException {}

  @Override
  public Uni<AppendResult> append(Append append) {
    return log.append(append).onItem().failWith(_ -> new Death());
  }

  @Override
  public Uni<StoredStream> read(StreamId stream) {
    return log.read(stream);
  }

  @Override
  public Uni<Optional<AppendResult>> repeated(CommandId command) {
    return log.repeated(command);
  }

  @Override
  public Uni<Map<String, Claimed>> claims(Collection<String> keys) {
    return log.claims(keys);
  }

  @Override
  public Uni<LogSlice> readLog(long after, int limit, Set<String> kinds) {
    return log.readLog(after, limit, kinds);
  }

  @Override
  public Cancellable onAppend(Consumer<StreamId> wake) {
    return log.onAppend(wake);
  }
}
