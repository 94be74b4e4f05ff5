package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.LogReader;
import fr.ght.eventsourcing.LogSlice;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Checkpoint.Overtaken;
import fr.ght.eventsourcing.postgres.Lease.HeldByAnother;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run of a follower, from start to stop: read, write, again. One step at a time, each in a
 * worker thread; whatever fails, the checkpoint in the database says where to go on.
 */
final class Following {
  private static final Logger LOG = Logger.getLogger(Following.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How soon a rebuild that another process started is noticed. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /**
   * Positions without an event of ours that are worth a checkpoint: after a start they are read
   * again.
   */
  private static final long FAR = 10_000;

  /**
   * Where the follower is.
   *
   * @param parked by stream that stands aside, the position of its first event that does
   */
  record Place(long checkpoint, Map<StreamId, Long> parked) {
    Place {
      parked = Map.copyOf(parked);
    }

    boolean isAside(StoredEvent event) {
      var first = parked.get(event.stream());
      return first != null && event.position() >= first;
    }
  }

  /** How the follower learns where it is. */
  interface Ground {

    /** Where to go on; asked first, and again after anything went wrong. */
    Uni<Place> find();

    /** Whether that still holds; asked every second while the run goes on, and beside it. */
    Uni<Look> look(Place now);
  }

  /**
   * @param asked whether something waits to be done where the follower sets out
   */
  record Look(Place place, boolean asked) {}

  /** What becomes of a slice of the log. */
  @FunctionalInterface
  interface Writing {
    Uni<Place> write(Place from, LogSlice slice);

    /** This slice comes next, most likely: called in a worker, beside the writing of another. */
    default void ahead(LogSlice slice) {}
  }

  /** What the run tells of itself. */
  record Standing(
      long position,
      Instant completeUpTo,
      int parkedStreams,
      boolean standsBy,
      @Nullable String trouble) {
    static final Standing UNKNOWN = new Standing(0, Instant.MIN, 0, false, null);
    static final Standing STANDS_BY = new Standing(0, Instant.MIN, 0, true, null);
  }

  /**
   * Reads on after {@code readFrom}, which gaps in the log may have put past the checkpoint.
   *
   * @param ahead the next slice, read while the one before was written; null if that was the last
   */
  private record Course(
      LogReader reader, Place place, long readFrom, @Nullable CompletableFuture<LogSlice> ahead) {

    Uni<LogSlice> slice() {
      var waiting = ahead;
      return waiting == null ? reader.next(readFrom) : Uni.createFrom().completionStage(waiting);
    }
  }

  private final String name;
  private final Ground ground;
  private final Supplier<LogReader> readers;
  private final Writing writing;
  private final FollowerMetrics metrics;
  private final Consumer<Instant> completeUpTo;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private volatile @Nullable Course course;
  private volatile boolean looking;
  private long lookedAt;
  private Duration pause = FIRST_PAUSE;
  private volatile boolean lookAgain;
  private volatile boolean stopping;
  private volatile @Nullable ScheduledFuture<?> pausing;
  private volatile Standing standing = Standing.UNKNOWN;

  Following(
      String name,
      Ground ground,
      Supplier<LogReader> readers,
      Writing writing,
      FollowerMetrics metrics,
      Consumer<Instant> completeUpTo) {
    this.name = name;
    this.ground = ground;
    this.readers = readers;
    this.writing = writing;
    this.metrics = metrics;
    this.completeUpTo = completeUpTo;
  }

  void start() {
    Infrastructure.getDefaultExecutor().execute(this::turn);
  }

  /** Completes when the step under way, if there is one, is over. */
  Uni<Void> stop() {
    stopping = true;
    cutPauseShort();
    return Uni.createFrom().completionStage(end);
  }

  Standing standing() {
    return standing;
  }

  private void turn() {
    if (stopping) {
      ended();
    } else {
      step().subscribe().with(this::onward, this::troubled);
    }
  }

  private Uni<Course> step() {
    return course()
        .chain(now ->
            now.slice()
                .emitOn(Infrastructure.getDefaultExecutor())
                .chain(slice -> follow(now, slice)));
  }

  private Uni<Course> course() {
    var current = lookAgain ? null : course;
    if (current != null) {
      lookBeside(current.place());
      return Uni.createFrom().item(current);
    }
    lookAgain = false;
    lookedAt = System.nanoTime();
    var former = course;
    return ground
        .find()
        .map(found -> former != null && found.equals(former.place()) ? former : setOut(found));
  }

  /** Nothing that is on its way waits for this look: most of them find what is known already. */
  private void lookBeside(Place before) {
    if (looking || System.nanoTime() - lookedAt < LOOK_EVERY.toNanos()) {
      return;
    }
    looking = true;
    lookedAt = System.nanoTime();
    ground
        .look(before)
        .onTermination()
        .invoke(() -> looking = false)
        .subscribe()
        .with(
            found -> {
              if (found.asked() || isNews(before, found.place())) {
                lookAgain = true;
              }
            },
            _ -> lookAgain = true);
  }

  /** The run itself moves the checkpoint on and parks streams while the look is under way. */
  private boolean isNews(Place before, Place found) {
    var current = course;
    return found.checkpoint() < before.checkpoint()
        || (!found.parked().equals(before.parked())
            && (current == null || !found.parked().equals(current.place().parked())));
  }

  private Course setOut(Place found) {
    closeReader();
    if (found.checkpoint() < standing.position()) {
      standing = Standing.UNKNOWN;
    }
    return new Course(readers.get(), found, found.checkpoint(), null);
  }

  private Uni<Course> follow(Course now, LogSlice slice) {
    if (slice.events().isEmpty() && slice.next() - now.place().checkpoint() < FAR) {
      return Uni.createFrom()
          .item(told(new Course(now.reader(), now.place(), slice.next(), null), slice));
    }
    var ahead = slice.drained() ? null : readAhead(now.reader(), slice.next());
    return writing
        .write(now.place(), slice)
        .map(place -> {
          metrics.written(slice.events().size());
          return told(new Course(now.reader(), place, place.checkpoint(), ahead), slice);
        });
  }

  private CompletableFuture<LogSlice> readAhead(LogReader reader, long after) {
    return reader
        .next(after)
        .emitOn(Infrastructure.getDefaultExecutor())
        .invoke(writing::ahead)
        .subscribeAsCompletionStage();
  }

  private Course told(Course next, LogSlice slice) {
    if (!lookAgain) {
      standing =
          new Standing(
              next.readFrom(), slice.completeUpTo(), next.place().parked().size(), false, null);
      completeUpTo.accept(slice.completeUpTo());
    }
    return next;
  }

  private void onward(Course next) {
    course = next;
    pause = FIRST_PAUSE;
    Infrastructure.getDefaultExecutor().execute(this::turn);
  }

  private void troubled(Throwable failure) {
    closeReader();
    course = null;
    if (failure instanceof Overtaken) {
      Infrastructure.getDefaultExecutor().execute(this::turn);
      return;
    }
    if (failure instanceof HeldByAnother) {
      standing = Standing.STANDS_BY;
      pause(LOOK_EVERY);
      return;
    }
    metrics.failed();
    LOG.warnf("%s tries again in %s: %s", name, pause, failure);
    var told = standing;
    standing =
        new Standing(
            told.position(), told.completeUpTo(), told.parkedStreams(), false, failure.toString());
    pause(pause);
    var longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  private void pause(Duration length) {
    pausing =
        Infrastructure.getDefaultWorkerPool()
            .schedule(this::turn, length.toMillis(), TimeUnit.MILLISECONDS);
    if (stopping) {
      cutPauseShort();
    }
  }

  private void cutPauseShort() {
    var waiting = pausing;
    if (waiting != null && waiting.cancel(false)) {
      ended();
    }
  }

  private void ended() {
    closeReader();
    end.complete(null);
  }

  private void closeReader() {
    var current = course;
    if (current != null) {
      current.reader().close();
    }
  }
}
