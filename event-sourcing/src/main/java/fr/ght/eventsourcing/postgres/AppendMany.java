package fr.ght.eventsourcing.postgres;

import fr.ght.eventsourcing.Append;
import fr.ght.eventsourcing.AppendResult;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.NewEvent;
import fr.ght.eventsourcing.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The SQL function {@code append_many}: how it is asked, and how its answer reads. */
final class AppendMany {
  static final String SQL = Sql.named("append-many");

  private AppendMany() {}

  /**
   * Of appends whose streams, commands and claimed keys all differ, in the order of streams.
   *
   * @param look whether streams that are said to be new may be there
   */
  static Tuple parameters(List<Append> appends, boolean look) {
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
    return tuple.addBoolean(look);
  }

  /** One result an append, in the order of the appends. */
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

  private static final class Commands {
    private final List<Integer> carriers = new ArrayList<>();
    private final List<String> tenants = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final List<String> fingerprints = new ArrayList<>();

    void add(int place, Append append) {
      var command = append.command();
      if (command != null) {
        carriers.add(place);
        tenants.add(command.tenant());
        ids.add(command.id());
        fingerprints.add(command.fingerprint());
      }
    }

    void into(Tuple tuple) {
      tuple
          .addArrayOfInteger(carriers.toArray(Integer[]::new))
          .addArrayOfString(tenants.toArray(String[]::new))
          .addArrayOfUUID(ids.toArray(UUID[]::new))
          .addArrayOfString(fingerprints.toArray(String[]::new));
    }
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
