package fr.ght.eventsourcing.kafka;

import fr.ght.eventsourcing.rebuild.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A topic of facts, read again from its first record for another version of a view. */
public final class FactSource<F> implements Source {
  private final String topic;
  private final FactFormat<F> format;
  private final Map<String, FactView<F>> views = new HashMap<>();
  private final Pool pool;
  private final Map<String, Object> kafka;

  /**
   * @param pool of the database with the views and the tables of {@code db/consumption}
   * @param kafka how Kafka is reached: {@code bootstrap.servers} and what security needs
   */
  public FactSource(
      String topic,
      FactFormat<F> format,
      List<? extends FactView<F>> views,
      Pool pool,
      Map<String, Object> kafka) {
    this.topic = topic;
    this.format = format;
    views.forEach(view -> this.views.put(view.name(), view));
    this.pool = pool;
    this.kafka = Map.copyOf(kafka);
  }

  @Override
  public Uni<Void> open(SqlConnection tx, String view, String version) {
    return FactBooks.open(tx, view, version);
  }

  @Override
  public Uni<Void> hold(SqlConnection tx, String view) {
    return FactBooks.hold(tx, view);
  }

  @Override
  public Uni<Void> rename(SqlConnection tx, String from, String to) {
    return FactBooks.rename(tx, from, to);
  }

  @Override
  public Uni<Void> forget(SqlConnection tx, String version) {
    return FactBooks.forget(tx, version);
  }

  @Override
  public Filling fill(String view, String version) {
    var rules = views.get(view);
    if (rules == null) {
      throw new IllegalArgumentException("no view " + view);
    }
    var reader = new TopicReader(topic, kafka);
    return new FactFilling<>(topic, view, new BesideView<>(version, rules), format, pool, reader);
  }
}
