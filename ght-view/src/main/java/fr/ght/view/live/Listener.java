package fr.ght.view.live;

import fr.ght.view.facts.Notice;
import fr.ght.view.facts.Notices;
import fr.ght.view.facts.View;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what transactions of any replica changed. While its connection is lost it hears nothing;
 * once it listens again it says that everything may have changed.
 */
@Singleton
public class Listener {
  private static final Logger LOG = Logger.getLogger(Listener.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Pool pool;
  private final Vertx vertx;
  private final List<String> views;
  private final BroadcastProcessor<Notice> notices = BroadcastProcessor.create();
  private volatile @Nullable SqlConnection connection;
  private volatile boolean stopped;

  public Listener(Pool pool, Vertx vertx, @All List<View> views) {
    this.pool = pool;
    this.vertx = vertx;
    this.views = views.stream().map(View::name).toList();
  }

  void start(@Observes StartupEvent event) {
    listen();
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    var open = connection;
    if (open != null) {
      open.closeAndForget();
    }
  }

  /** To be taken at once: a subscriber that does not keep up fails. */
  Multi<Notice> notices() {
    return notices;
  }

  /** The names of all views. */
  List<String> views() {
    return views;
  }

  private void listen() {
    pool.getConnection()
        .chain(open -> subscribe(open).onFailure().call(() -> open.close()))
        .subscribe()
        .with(_ -> views.forEach(view -> notices.onNext(Notice.everything(view))), this::again);
  }

  private Uni<Void> subscribe(SqlConnection open) {
    connection = open;
    var listening = (PgConnection) open.getDelegate();
    listening.notificationHandler(this::hear);
    open.closeHandler(() -> again(new IllegalStateException("the connection was closed")));
    return open.query("listen " + Notices.CHANNEL).execute().replaceWithVoid();
  }

  private void again(Throwable failure) {
    if (stopped) {
      return;
    }
    LOG.warnf("Not hearing of changes: %s; trying again", failure.getMessage());
    vertx.setTimer(RETRY.toMillis(), _ -> listen());
  }

  private void hear(PgNotification notification) {
    try {
      notices.onNext(Notices.read(notification.getPayload()));
    } catch (IllegalArgumentException e) {
      LOG.warn("A notice that cannot be read was passed over", e);
    }
  }
}
