package fr.ght.inventory.view;

import fr.ght.access.Caller;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredStream;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.domain.ght.Profile;
import fr.ght.inventory.log.InventoryEventTypes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * On how many machines an indicator rests: those that reported, beside those that were declared.
 */
@Singleton
public final class Coverage {
  private static final String REPORTED = Sql.named(Coverage.class, "reported-machines");
  private static final GhtDecider RULES = new GhtDecider();

  private final Pool pool;
  private final EventStore store;

  Coverage(Pool pool, EventStore store) {
    this.pool = pool;
    this.store = store;
  }

  /**
   * @param reported workstations and servers in service
   * @param declared workstations, by the establishment's profile; null if it declared none
   */
  @Schema(name = "MachineCoverage")
  public record Reported(long reported, @Nullable Integer declared) {

    /** What is declared is known only if all have declared it. */
    public static Reported sum(Collection<Reported> all) {
      var declared = all.stream().map(Reported::declared).flatMap(Stream::ofNullable).toList();
      return new Reported(
          all.stream().mapToLong(Reported::reported).sum(),
          all.isEmpty() || declared.size() < all.size()
              ? null
              : (Integer) declared.stream().mapToInt(workstations -> workstations).sum());
    }
  }

  /** By establishment, each of those asked for. */
  public Uni<Map<String, Reported>> of(Caller reader, Set<String> establishments, AsOf asOf) {
    return Uni.combine()
        .all()
        .unis(reported(establishments, asOf), groups(reader, asOf))
        .with((reported, groups) -> {
          var all = new TreeMap<String, Reported>();
          for (var one : establishments) {
            all.put(one, new Reported(reported.getOrDefault(one, 0L), declared(groups, one, asOf)));
          }
          return all;
        });
  }

  private Uni<Map<String, Long>> reported(Set<String> establishments, AsOf asOf) {
    return pool.preparedQuery(REPORTED)
        .execute(Tuple.of(establishments.toArray(String[]::new), Standing.instant(asOf)))
        .map(rows -> {
          var counts = new HashMap<String, Long>();
          rows.forEach(row -> counts.put(row.getString("establishment"), row.getLong("machines")));
          return counts;
        });
  }

  /** Profiles are kept by the groups; there are few that one caller may read. */
  private Uni<List<Ght.Existing>> groups(Caller reader, AsOf asOf) {
    return Multi.createFrom()
        .iterable(Visible.groups(reader))
        .onItem()
        .transformToUniAndConcatenate(ght ->
            store
                .read(new StreamId(InventoryEventTypes.GHT, ght))
                .map(stream -> existing(stream, asOf)))
        .collect()
        .asList()
        .map(all -> all.stream().flatMap(Optional::stream).toList());
  }

  private static Optional<Ght.Existing> existing(StoredStream stream, AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    var events =
        stream.events().stream()
            .filter(event -> recordedBy == null || !event.recordedAt().isAfter(recordedBy))
            .toList();
    return switch (RULES.fold(RULES.initial(), InventoryEventTypes.GHTS.decode(events))) {
      case Ght.Unknown _ -> Optional.empty();
      case Ght.Existing group -> Optional.of(group);
    };
  }

  private static @Nullable Integer declared(
      List<Ght.Existing> groups, String establishment, AsOf asOf) {
    return groups.stream()
        .map(group -> group.profileOn(new Finess(establishment), asOf.on()))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(Profile::from))
        .map(Profile::workstations)
        .orElse(null);
  }
}
