package fr.ght.inventory.intake.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.Problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches lifecycle dates for all groups from the address that the operator names, once in a while.
 * What became of it is kept in table {@code lifecycle_refresh}, so that every replica tells the
 * same; of several replicas the first one that is due fetches.
 */
@Singleton
final class LifecycleRefresh {
  private static final Logger LOG = Logger.getLogger(LifecycleRefresh.class);
  private static final String DUE = Sql.named(LifecycleRefresh.class, "refresh-if-due");
  private static final String SUCCEEDED = Sql.named(LifecycleRefresh.class, "refresh-succeeded");
  private static final String FAILED = Sql.named(LifecycleRefresh.class, "refresh-failed");
  private static final String STATE = Sql.named(LifecycleRefresh.class, "refresh-state");
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);
  private static final Duration LONGEST_RECORDING = Duration.ofMinutes(5);
  private static final int MOST_BYTES = 32 << 20;
  private static final int OK = 200;
  private static final Actor ACTOR = new Actor("lifecycle-refresh", "system");

  private final Lifecycles lifecycles;
  private final Pool pool;
  private final ObjectMapper json;
  private final Optional<URI> address;
  private final Duration every;

  LifecycleRefresh(
      Lifecycles lifecycles,
      Pool pool,
      ObjectMapper json,
      @ConfigProperty(name = "ght.lifecycle.url") Optional<URI> address,
      @ConfigProperty(name = "ght.lifecycle.every", defaultValue = "24h") Duration every) {
    this.lifecycles = lifecycles;
    this.pool = pool;
    this.json = json;
    this.address = address;
    this.every = every;
  }

  /**
   * How refreshing stands.
   *
   * @param on whether an address is configured
   * @param address where dates are fetched from
   * @param lastSuccess null if there never was one
   * @param lastFailure null if there never was one; if it is later than the success, the dates are
   *     as old as that
   * @param reason of the last failure
   */
  @Schema(name = "LifecycleRefresh")
  public record State(
      boolean on,
      @Nullable String address,
      @Nullable Instant lastSuccess,
      @Nullable Integer products,
      @Nullable Instant lastFailure,
      @Nullable String reason) {}

  Uni<State> state() {
    return pool.query(STATE)
        .execute()
        .map(rows -> {
          var found = rows.iterator();
          return found.hasNext() ? state(found.next()) : state(null);
        });
  }

  private State state(@Nullable Row row) {
    var shown = address.map(URI::toString).orElse(null);
    return row == null
        ? new State(address.isPresent(), shown, null, null, null, null)
        : new State(
            address.isPresent(),
            shown,
            instant(row.getOffsetDateTime("succeeded_at")),
            row.getInteger("products"),
            instant(row.getOffsetDateTime("failed_at")),
            row.getString("reason"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** More often than it fetches, so that a failed one is tried again and a restart loses none. */
  @Scheduled(
      every = "1m",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (address.isEmpty()) {
      return;
    }
    try {
      var due =
          pool.preparedQuery(DUE)
              .execute(Tuple.of(every.toSeconds()))
              .await()
              .atMost(LONGEST_STATEMENT);
      if (due.rowCount() > 0) {
        refresh(address.get());
      }
    } catch (RuntimeException e) {
      LOG.debugf("cannot look whether lifecycle dates are due: %s", e);
    }
  }

  /** Also says that it failed, and why. */
  void refresh(URI from) {
    try {
      var told = EndoflifeFile.read(fetch(from), null);
      var context = new Context(ACTOR, Instant.now(), null, UUID.randomUUID(), null);
      var imported =
          lifecycles.record(null, told, from.toString(), context).await().atMost(LONGEST_RECORDING);
      note(SUCCEEDED, Tuple.of(imported.products()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException e) {
      failed("the answer is no list of products: " + e.problem().detail());
    } catch (JsonProcessingException e) {
      failed("the answer is no JSON");
    } catch (IOException e) {
      failed("cannot be reached: " + e);
    } catch (RuntimeException e) {
      failed("cannot be recorded: " + e);
    }
  }

  private void failed(String reason) {
    LOG.warnf("lifecycle dates were not refreshed: %s", reason);
    note(FAILED, Tuple.of(reason));
  }

  private void note(String sql, Tuple values) {
    pool.preparedQuery(sql).execute(values).await().atMost(LONGEST_STATEMENT);
  }

  private JsonNode fetch(URI from) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(from)
            .timeout(LONGEST_ANSWER)
            .header("Accept", "application/json")
            .build();
    try (var client =
        HttpClient.newBuilder()
            .connectTimeout(LONGEST_CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        if (answer.statusCode() != OK) {
          throw new IOException("it answers " + answer.statusCode());
        }
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new IOException("its answer has more than %d bytes".formatted(MOST_BYTES));
        }
        return json.readTree(bytes);
      }
    }
  }
}
