package fr.ght.inventory.intake.credentials;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.credential.Credential.Active;
import fr.ght.inventory.domain.credential.Credential.Revoked;
import fr.ght.inventory.domain.credential.CredentialCommand;
import fr.ght.inventory.domain.credential.CredentialEvent;
import fr.ght.inventory.domain.credential.Credentials;
import fr.ght.inventory.domain.credential.StoredPassword;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.credentials.Verdict.Reason;
import fr.ght.inventory.intake.credentials.Verdict.Right;
import fr.ght.inventory.intake.credentials.Verdict.Wrong;
import fr.ght.inventory.log.InventoryEventTypes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whose a user name and a password are, with every request of an agent. Safe for concurrent
 * use; memory is bounded whatever is asked.
 */
@Singleton
public final class CredentialCheck {
  private static final Pattern USER = Pattern.compile("([0-9AB]{9})-[0-9a-f]{8}");
  private static final int MOST_ESTABLISHMENTS = 10_000;
  private static final int MOST_PASSWORDS = 50_000;
  private static final Duration PASSWORD_KEPT = Duration.ofHours(1);

  /** What is wrong by what we know may be right by what stands in the log since then. */
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(200);

  /** As reports are: agents never send an inventory again. */
  private static final int TRIES_WITHOUT_STORE = 8;

  private static final Duration FIRST_PAUSE_WITHOUT_STORE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE_WITHOUT_STORE = Duration.ofSeconds(2);

  private final Commands<CredentialCommand, Credentials, CredentialEvent> credentials;
  private final Passwords passwords = new Passwords();
  private final KeyedDigest digest = new KeyedDigest();
  private final AsyncCache<Finess, Known> known;
  private final AsyncCache<String, Boolean> matching =
      Caffeine.newBuilder()
          .maximumSize(MOST_PASSWORDS)
          .expireAfterAccess(PASSWORD_KEPT)
          .buildAsync();
  private final ExecutorService hashing =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("agent-password-", 1).factory());
  private final Counter hashes;
  private final Cancellable listening;

  @Inject
  CredentialCheck(
      Commands<CredentialCommand, Credentials, CredentialEvent> credentials,
      EventStore log,
      @ConfigProperty(name = "ght.agents.credentials.recheck", defaultValue = "2s")
          Duration recheck,
      MeterRegistry meters) {
    this.credentials = credentials;
    this.hashes = meters.counter("ght.agents.passwords.hashed");
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST_ESTABLISHMENTS)
            .expireAfterWrite(recheck)
            .buildAsync();
    this.listening =
        log.onAppend(stream -> {
          if (stream.kind().equals(InventoryEventTypes.CREDENTIAL)) {
            known.synchronous().invalidate(new Finess(stream.key()));
          }
        });
  }

  @PreDestroy
  void stop() {
    listening.cancel();
    hashing.shutdownNow();
  }

  /** What stood in the log at a moment of {@link System#nanoTime}. */
  private record Known(Credentials credentials, long at) {
    boolean isOld() {
      return System.nanoTime() - at > LOOK_AGAIN_AFTER.toNanos();
    }
  }

  /**
   * @param user and {@code password} as the agent sent them, whatever they are
   * @return fails with {@link StoreUnavailable} if that cannot be known now
   */
  public Uni<Verdict> check(String user, String password) {
    var named = USER.matcher(user);
    if (!named.matches() || Finess.defectOf(named.group(1)).isPresent()) {
      return wrong(Reason.UNKNOWN_USER);
    }
    var establishment = new Finess(named.group(1));
    return read(establishment)
        .flatMap(first ->
            judge(establishment, first.credentials(), user, password)
                .flatMap(verdict ->
                    switch (verdict) {
                      case Right right -> Uni.createFrom().item(right);
                      case Wrong wrong when first.isOld() -> {
                        known.synchronous().invalidate(establishment);
                        yield read(establishment)
                            .flatMap(
                                now -> judge(establishment, now.credentials(), user, password));
                      }
                      case Wrong wrong -> Uni.createFrom().item(wrong);
                    }));
  }

  private Uni<Known> read(Finess establishment) {
    return Uni.createFrom()
        .completionStage(() ->
            known.get(
                establishment,
                (_, _) ->
                    credentials
                        .read(Names.credentials(establishment), AsOf.now())
                        .map(answer -> new Known(answer.state(), System.nanoTime()))
                        .subscribeAsCompletionStage()))
        .onFailure(StoreUnavailable.class)
        .retry()
        .withBackOff(FIRST_PAUSE_WITHOUT_STORE, LONGEST_PAUSE_WITHOUT_STORE)
        .atMost(TRIES_WITHOUT_STORE);
  }

  private Uni<Verdict> judge(
      Finess establishment, Credentials credentials, String user, String password) {
    var found = credentials.ofUser(user);
    if (found.isEmpty()) {
      return wrong(Reason.UNKNOWN_USER);
    }
    return switch (found.get().getValue()) {
      case Revoked _ -> wrong(Reason.REVOKED);
      case Active active ->
          isRight(active.rightAt(Instant.now()), user, password)
              .map(isRight ->
                  isRight
                      ? new Right(found.get().getKey(), establishment)
                      : new Wrong(Reason.WRONG_PASSWORD));
    };
  }

  private Uni<Boolean> isRight(List<StoredPassword> right, String user, String password) {
    if (!passwords.isWellFormed(password)) {
      return Uni.createFrom().item(false);
    }
    Optional<Uni<Boolean>> any =
        right.stream()
            .filter(stored -> passwords.mayMatch(stored, user, password))
            .map(stored -> matches(stored, password))
            .reduce((one, other) ->
                one.flatMap(matches -> matches ? Uni.createFrom().item(true) : other));
    return any.orElseGet(() -> Uni.createFrom().item(false));
  }

  private Uni<Boolean> matches(StoredPassword stored, String password) {
    return Uni.createFrom()
        .completionStage(() ->
            matching.get(
                digest.of(stored.hash(), password),
                (_, _) -> CompletableFuture.supplyAsync(() -> hash(stored, password), hashing)));
  }

  private boolean hash(StoredPassword stored, String password) {
    hashes.increment();
    return passwords.matches(stored, password);
  }

  private static Uni<Verdict> wrong(Reason reason) {
    return Uni.createFrom().item(new Wrong(reason));
  }
}
