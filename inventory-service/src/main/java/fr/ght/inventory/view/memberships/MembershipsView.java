package fr.ght.inventory.view.memberships;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.rebuild.ComparedTable;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.eventsourcing.temporal.Versions;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.inventory.view.View;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tables {@code ght_row} and {@code membership_row}.
 *
 * <p>One event may correct what earlier ones said of other days and other establishments, so the
 * rows of a group are told anew from its state after each event: its stream is read again, and
 * folded by the decider's own rules.
 */
@Singleton
public final class MembershipsView implements View {
  public static final String NAME = "inventory-memberships";

  private static final GhtDecider RULES = new GhtDecider();

  private final EventStore store;
  private final TemporalTable<Group> groups = new TemporalTable<>("ght_row", "ght", Group.class);
  private final TemporalTable<Membership> memberships =
      new TemporalTable<>("membership_row", "membership", Membership.class);

  public MembershipsView(EventStore store) {
    this.store = store;
  }

  /** A group, as the columns of {@code ght_row}. */
  record Group(String ght, String name) {}

  /** How a group stood from an instant on. */
  private record Moment(Instant at, Group group, Map<String, Membership> memberships) {

    static Moment of(String ght, Instant at, Ght.Existing state) {
      var rows = new LinkedHashMap<String, Membership>();
      Membership.all(ght, state).forEach(row -> rows.put(row.membership(), row));
      return new Moment(at, new Group(ght, state.name()), rows);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("ght_row", "membership_row");
  }

  @Override
  public List<ComparedTable> compared() {
    return List.of(
        ComparedTable.temporal("ght_row", "ght"),
        ComparedTable.temporal("membership_row", "membership"));
  }

  @Override
  public Set<String> kinds() {
    return Set.of(InventoryEventTypes.GHT);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<StoredEvent> events) {
    var reached =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    StoredEvent::stream,
                    LinkedHashMap::new,
                    Collectors.mapping(StoredEvent::version, Collectors.toList())));
    return Multi.createFrom()
        .iterable(reached.entrySet())
        .onItem()
        .transformToUniAndConcatenate(entry ->
            store
                .read(entry.getKey())
                .map(stream ->
                    moments(entry.getKey(), stream.events(), Set.copyOf(entry.getValue()))))
        .collect()
        .asList()
        .chain(told -> told.isEmpty() ? Uni.createFrom().voidItem() : write(tx, told));
  }

  /** How the group stood before the first of these versions, and after each of them. */
  private static List<Moment> moments(
      StreamId stream, List<StoredEvent> lines, Set<Long> versions) {
    var moments = new ArrayList<Moment>();
    var state = RULES.initial();
    long first = versions.stream().mapToLong(version -> version).min().orElseThrow();
    for (var line : lines) {
      state = RULES.evolve(state, InventoryEventTypes.GHTS.decode(line));
      var isTold = versions.contains(line.version()) || line.version() == first - 1;
      if (isTold && state instanceof Ght.Existing existing) {
        moments.add(Moment.of(stream.key(), line.recordedAt(), existing));
      }
    }
    return moments;
  }

  private Uni<Void> write(SqlConnection tx, List<List<Moment>> told) {
    var names = new HashSet<String>();
    var keys = new HashSet<String>();
    told.forEach(moments ->
        moments.forEach(moment -> {
          names.add(moment.group().ght());
          keys.addAll(moment.memberships().keySet());
        }));
    return groups
        .change(
            tx,
            names,
            versions ->
                told.forEach(moments ->
                    moments.forEach(
                        moment -> versions.put(moment.group().ght(), moment.at(), moment.group()))))
        .chain(() ->
            memberships.change(
                tx, keys, versions -> told.forEach(moments -> change(versions, moments))));
  }

  private static void change(Versions<Membership> versions, List<Moment> moments) {
    var before = Set.<String>of();
    for (var moment : moments) {
      var now = moment.memberships();
      before.stream()
          .filter(key -> !now.containsKey(key))
          .forEach(key -> versions.remove(key, moment.at()));
      now.forEach((key, row) -> versions.put(key, moment.at(), row));
      before = now.keySet();
    }
  }
}
