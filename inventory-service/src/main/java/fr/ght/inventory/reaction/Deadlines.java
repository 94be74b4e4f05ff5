package fr.ght.inventory.reaction;

import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.eventsourcing.postgres.Lease;
import fr.ght.eventsourcing.postgres.Lease.HeldByAnother;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One kind of days that come. Whoever of the replicas holds the lease meets them; what one leaves
 * half done the next one does, since a day that was met is known by the log.
 *
 * @param <D> a day that has come
 */
final class Deadlines<D> {
  private static final Logger LOG = Logger.getLogger(Deadlines.class);
  private static final int BATCH = 200;
  private static final int SIDE_BY_SIDE = 8;

  /** Where days are found, and how they are met. */
  interface Course<D> {

    /**
     * @param behind the last one of the batch before; null for the first batch
     * @return the next days that have come, at most {@code limit}, in their order
     */
    Uni<List<D>> after(@Nullable D behind, int limit);

    /** Days of one stream are met one after the other. */
    String stream(D day);

    /**
     * @return how many events came of it
     */
    Uni<Integer> meet(D day);
  }

  private final Course<D> course;
  private final Pool pool;
  private final Lease lease;

  Deadlines(String name, Course<D> course, Pool pool) {
    this.course = course;
    this.pool = pool;
    this.lease = new Lease(name);
  }

  /**
   * Meets all days that have come, if no other replica does.
   *
   * @return how many events came of it; fails if the database does not answer, and is to be tried
   *     again then
   */
  Uni<Integer> meetAll() {
    return lease
        .hold(pool)
        .chain(() -> again(0))
        .eventually(() -> lease.release(pool))
        .onFailure(HeldByAnother.class)
        .recoverWithItem(0);
  }

  /** What came of one day may let the next one come: a renewal, and the notice date after it. */
  private Uni<Integer> again(int before) {
    return behind(null, 0)
        .chain(now -> now == 0 ? Uni.createFrom().item(before) : again(before + now));
  }

  private Uni<Integer> behind(@Nullable D last, int before) {
    return course
        .after(last, BATCH)
        .chain(days ->
            meet(days)
                .chain(events ->
                    days.size() < BATCH
                        ? Uni.createFrom().item(before + events)
                        : lease.hold(pool).chain(() -> behind(days.getLast(), before + events))));
  }

  private Uni<Integer> meet(List<D> days) {
    var byStream =
        days.stream()
            .collect(
                Collectors.groupingBy(course::stream, LinkedHashMap::new, Collectors.toList()));
    return Multi.createFrom()
        .iterable(byStream.values())
        .onItem()
        .transformToUni(this::oneByOne)
        .merge(SIDE_BY_SIDE)
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }

  private Uni<Integer> oneByOne(List<D> days) {
    return Multi.createFrom()
        .iterable(days)
        .onItem()
        .transformToUniAndConcatenate(this::meetOrLeave)
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }

  /** One that fails must not hold up the others: it has still come the next time. */
  private Uni<Integer> meetOrLeave(D day) {
    return course
        .meet(day)
        .onFailure(failure -> !(failure instanceof StoreUnavailable))
        .invoke(failure -> LOG.errorf(failure, "%s is left for the next time", day))
        .onFailure(failure -> !(failure instanceof StoreUnavailable))
        .recoverWithItem(0);
  }
}
