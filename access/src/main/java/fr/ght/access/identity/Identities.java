package fr.ght.access.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table of names: gives each person a pseudonym at first sight, and forgets on demand. */
@Singleton
public final class Identities {
  private static final String PSEUDONYM = sql("pseudonym.sql");
  private static final String ERASE = sql("erase.sql");
  private static final String ERASE_PERSON = sql("erase-person.sql");
  private static final String KNOWN = sql("known.sql");

  /** An erasure elsewhere takes effect here no later than this. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final int MOST_REMEMBERED = 10_000;

  private final Pool pool;
  private final Cache<Person, UUID> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  public Identities(@ReactiveDataSource("identity") Pool pool) {
    this.pool = pool;
  }

  /** The same for the same person until that is erased; random, so that it tells nothing. */
  public Uni<UUID> pseudonym(Person person) {
    var known = remembered.getIfPresent(person);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    return pool.preparedQuery(PSEUDONYM)
        .execute(Tuple.of(person.issuer(), person.subject(), person.name()))
        .map(rows -> rows.iterator().next().getUUID("id"))
        .invoke(id -> remembered.put(person, id));
  }

  /**
   * Forgets who this was; the pseudonym stays, and the same person gets a new one later.
   *
   * @return whether there was anything to forget
   */
  public Uni<Boolean> erase(UUID pseudonym) {
    return pool.preparedQuery(ERASE)
        .execute(Tuple.of(pseudonym))
        .map(rows -> rows.rowCount() > 0)
        .invoke(_ -> remembered.invalidateAll());
  }

  /**
   * Forgets somebody of whom only the issuer's own words are known.
   *
   * @return his pseudonym until now; empty if he never had one, or is forgotten already
   */
  public Uni<Optional<UUID>> erase(String issuer, String subject) {
    return pool.preparedQuery(ERASE_PERSON)
        .execute(Tuple.of(issuer, subject))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst())
        .map(found -> found.map(row -> row.getUUID("id")))
        .invoke(_ -> remembered.invalidateAll());
  }

  /** Who these are; one that stands for no person, such as an agents' credential, is left out. */
  public Uni<Map<UUID, Known>> known(Collection<UUID> pseudonyms) {
    return pool.preparedQuery(KNOWN)
        .execute(Tuple.tuple().addValue(pseudonyms.toArray(UUID[]::new)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getUUID("id"), Identities::known)));
  }

  private static Known known(Row row) {
    if (row.getBoolean("erased")) {
      return new Known.Erased();
    }
    var name = row.getString("name");
    return name == null || name.isBlank() ? new Known.Nameless() : new Known.Named(name);
  }

  private static String sql(String name) {
    try (var file = Identities.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
