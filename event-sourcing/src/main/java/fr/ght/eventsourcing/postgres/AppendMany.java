package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The SQL functions {@code append_one}, {@code append_unhindered} and {@code append_many}: how they
 * are asked, and how their answers read.
 */
final class AppendMany {
  static final String ONE = Sql.named("append-one");
  static final String UNHINDERED = Sql.named("append-unhindered");
  static final String SQL = Sql.named("append-many");

  private AppendMany() {}

  /** Of appends whose streams, commands and claimed keys all differ, in the order of streams. */
  static Tuple parameters(List<Append> appends) {
    var heads = new Heads(appends);
    var commands = new Commands();
    var claims = new Claims();
    var events = new Events();
    for (int i = 0; i < appends.size(); i++) {
      commands.add(i + 1, appends.get(i));
      claims.add(i + 1, appends.get(i));
      events.add(i + 1, appends.get(i));
    }
    var tuple = Tuple.tuple();
    heads.into(tuple);
    commands.into(tuple);
    claims.into(tuple);
    events.into(tuple);
    return tuple;
  }

  /** Whether {@code append_one} takes it. */
  static boolean isPlain(Append append) {
    return append.events().size() == 1 && append.claims().isEmpty();
  }

  /** Of an append that is plain. */
  static Tuple parameters(Append append) {
    var command = append.command();
    var event = append.events().getFirst();
    return Tuple.tuple()
        .addString(append.stream().toString())
        .addLong(append.expectedRevision())
        .addString(append.note())
        .addString(LogRow.json(append.metadata()))
        .addString(command == null ? null : command.tenant())
        .addUUID(command == null ? null : command.id())
        .addString(command == null ? null : command.fingerprint())
        .addUUID(event.id())
        .addString(event.type())
        .addInteger(event.schemaVersion())
        .addString(event.payload())
        .addOffsetDateTime(event.occurredAt().atOffset(ZoneOffset.UTC));
  }

  /** What {@code append_one} and {@code append_unhindered} answer: every append was stored. */
  static List<AppendResult> stored(List<Append> appends, Row row) {
    var known = row.getArrayOfLongs("versions");
    var positions = row.getArrayOfLongs("positions");
    var results = new ArrayList<AppendResult>(appends.size());
    int moved = 0;
    int added = 0;
    for (var append : appends) {
      long before = append.expectedRevision() == 0 ? 0 : known[moved++];
      int events = append.events().size();
      added += events;
      results.add(
          new AppendResult.Stored(
              before + events,
              append.expectedRevision() + 1,
              events == 0 ? 0 : positions[added - 1]));
    }
    return results;
  }

  /** What {@code append_many} answers: one result an append, in the order of the appends. */
  static List<AppendResult> results(Row row) {
    var outcomes = row.getArrayOfStrings("outcomes");
    var versions = row.getArrayOfLongs("versions");
    var revisions = row.getArrayOfLongs("revisions");
    var positions = row.getArrayOfLongs("last_positions");
    var details = row.getArrayOfStrings("details");
    var results = new ArrayList<AppendResult>(outcomes.length);
    for (int i = 0; i < outcomes.length; i++) {
      results.add(
          switch (outcomes[i]) {
            case "stored" -> new AppendResult.Stored(versions[i], revisions[i], positions[i]);
            case "repeated" -> new AppendResult.Repeated(StreamId.parse(details[i]), versions[i]);
            case "reused" -> new AppendResult.Reused();
            case "conflict" -> new AppendResult.Conflict(revisions[i]);
            case "claim-lost" -> new AppendResult.ClaimLost(details[i]);
            default -> throw new IllegalStateException("append_many answered " + outcomes[i]);
          });
    }
    return results;
  }

  private record Heads(List<Append> appends) {
    void into(Tuple tuple) {
      tuple
          .addArrayOfString(
              appends.stream().map(append -> append.stream().toString()).toArray(String[]::new))
          .addArrayOfLong(appends.stream().map(Append::expectedRevision).toArray(Long[]::new))
          .addArrayOfString(appends.stream().map(Append::note).toArray(String[]::new))
          .addArrayOfString(
              appends.stream().map(append -> LogRow.json(append.metadata())).toArray(String[]::new))
          .addArrayOfInteger(
              appends.stream().map(append -> append.events().size()).toArray(Integer[]::new));
    }
  }

  /**
   * In one order for all calls, so that two that carry the same commands never wait in a circle.
   */
  private static final class Commands {
    private static final Comparator<Carried> ORDER =
        Comparator.comparing((Carried carried) -> carried.command.tenant())
            .thenComparing(
                carried -> carried.command.id().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(
                carried -> carried.command.id().getLeastSignificantBits(), Long::compareUnsigned);

    private final List<Carried> carried = new ArrayList<>();

    void add(int place, Append append) {
      var command = append.command();
      if (command != null) {
        carried.add(new Carried(place, command));
      }
    }

    void into(Tuple tuple) {
      carried.sort(ORDER);
      tuple
          .addArrayOfInteger(carried.stream().map(Carried::place).toArray(Integer[]::new))
          .addArrayOfString(
              carried.stream().map(each -> each.command.tenant()).toArray(String[]::new))
          .addArrayOfUUID(carried.stream().map(each -> each.command.id()).toArray(UUID[]::new))
          .addArrayOfString(
              carried.stream().map(each -> each.command.fingerprint()).toArray(String[]::new));
    }

    private record Carried(int place, CommandId command) {}
  }

  private static final class Claims {
    private final List<Integer> claimants = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Long> seen = new ArrayList<>();
    private final List<Boolean> hold = new ArrayList<>();

    void add(int place, Append append) {
      for (Claim claim : append.claims()) {
        claimants.add(place);
        keys.add(claim.key());
        seen.add(claim.seenVersion());
        hold.add(claim.hold());
      }
    }

    void into(Tuple tuple) {
      tuple
          .addArrayOfInteger(claimants.toArray(Integer[]::new))
          .addArrayOfString(keys.toArray(String[]::new))
          .addArrayOfLong(seen.toArray(Long[]::new))
          .addArrayOfBoolean(hold.toArray(Boolean[]::new));
    }
  }

  private static final class Events {
    private final List<Integer> owners = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<Integer> schemas = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final List<OffsetDateTime> occurred = new ArrayList<>();

    void add(int owner, Append append) {
      int place = 0;
      for (NewEvent event : append.events()) {
        owners.add(owner);
        places.add(++place);
        ids.add(event.id());
        types.add(event.type());
        schemas.add(event.schemaVersion());
        payloads.add(event.payload());
        occurred.add(event.occurredAt().atOffset(ZoneOffset.UTC));
      }
    }

    void into(Tuple tuple) {
      tuple
          .addArrayOfInteger(owners.toArray(Integer[]::new))
          .addArrayOfInteger(places.toArray(Integer[]::new))
          .addArrayOfUUID(ids.toArray(UUID[]::new))
          .addArrayOfString(types.toArray(String[]::new))
          .addArrayOfInteger(schemas.toArray(Integer[]::new))
          .addArrayOfString(payloads.toArray(String[]::new))
          .addArrayOfOffsetDateTime(occurred.toArray(OffsetDateTime[]::new));
    }
  }
}
