package fr.ght.inventory.reaction;

import fr.ght.eventsourcing.EventStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wakes up now and then to meet what has come. Each replica does; who comes second finds the lease
 * held, or nothing left.
 */
@Singleton
public class PassingTime {
  private final Deadlines<?> contracts;
  private final Deadlines<?> machines;
  private final Counter ofContracts;
  private final Counter ofMachines;

  PassingTime(
      Pool pool,
      EventStore store,
      Clock clock,
      @ConfigProperty(name = "ght.deadlines.silent-days", defaultValue = "30") int silentDays,
      MeterRegistry meters) {
    contracts = new Deadlines<>("deadlines-contracts", new ContractDays(pool, store, clock), pool);
    machines =
        new Deadlines<>(
            "deadlines-machines", new MachineSilences(pool, store, clock, silentDays), pool);
    ofContracts = meters.counter("ght.deadlines.met", "of", "contracts");
    ofMachines = meters.counter("ght.deadlines.met", "of", "machines");
  }

  @Scheduled(
      every = "${ght.deadlines.contracts-every}",
      delayed = "5s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> meetContracts() {
    return contracts.meetAll().invoke(events -> ofContracts.increment(events)).replaceWithVoid();
  }

  /** Looks at all machines, so not as often. */
  @Scheduled(
      every = "${ght.deadlines.machines-every}",
      delayed = "30s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> meetMachines() {
    return machines.meetAll().invoke(events -> ofMachines.increment(events)).replaceWithVoid();
  }
}
