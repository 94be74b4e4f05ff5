package fr.ght.eventsourcing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sample of these tests: a rack of servers, with the time it was last inspected as its note.
 */
record Rack(Set<String> servers, String inspected) {

  sealed interface Command {
    record Install(String server) implements Command {}

    record Remove(String server) implements Command {}

    record Inspect(String time) implements Command {}
  }

  sealed interface Event {
    record ServerInstalled(String server) implements Event {}

    record ServerRemoved(String server) implements Event {}
  }

  enum RackRefusal implements Refusal {
    ALREADY_INSTALLED,
    NOT_INSTALLED
  }

  static class RackDecider implements RememberingDecider<Command, Rack, Event> {
    @Override
    public Rack initial() {
      return new Rack(Set.of(), "");
    }

    @Override
    public Decision<Event> decide(Rack rack, Command command) {
      return switch (command) {
        case Command.Install(var server) when rack.servers().contains(server) ->
            Decision.refuse(RackRefusal.ALREADY_INSTALLED);
        case Command.Install(var server) -> Decision.accept(new Event.ServerInstalled(server));
        case Command.Remove(var server) when !rack.servers().contains(server) ->
            Decision.refuse(RackRefusal.NOT_INSTALLED);
        case Command.Remove(var server) -> Decision.accept(new Event.ServerRemoved(server));
        case Command.Inspect _ -> Decision.accept();
      };
    }

    @Override
    public Rack evolve(Rack rack, Event event) {
      var servers = new HashSet<>(rack.servers());
      switch (event) {
        case Event.ServerInstalled(var server) -> servers.add(server);
        case Event.ServerRemoved(var server) -> servers.remove(server);
      }
      return new Rack(Set.copyOf(servers), rack.inspected());
    }

    @Override
    public Rack recall(Rack rack, String note) {
      return new Rack(rack.servers(), note);
    }

    @Override
    public String note(Rack rack, Command command) {
      return command instanceof Command.Inspect(var time) && time.compareTo(rack.inspected()) > 0
          ? time
          : rack.inspected();
    }
  }

  static final EventTypes<Event> TYPES =
      EventTypes.of(Event.class, new ObjectMapper())
          .type("server-installed", 1, Event.ServerInstalled.class)
          .type("server-removed", 1, Event.ServerRemoved.class)
          .build();

  /** A server stands in one rack only. */
  static CommandHandler.Claims<Rack, Event> oneRackEach(long seenVersion) {
    return (_, events, _) ->
        events.stream()
            .map(event ->
                switch (event) {
                  case Event.ServerInstalled(var server) ->
                      new Claim("server/" + server, seenVersion, true);
                  case Event.ServerRemoved(var server) ->
                      new Claim("server/" + server, seenVersion, false);
                })
            .toList();
  }

  static List<String> names(StoredStream stream) {
    return TYPES.decode(stream.events()).stream()
        .map(event ->
            switch (event) {
              case Event.ServerInstalled(var server) -> "+" + server;
              case Event.ServerRemoved(var server) -> "-" + server;
            })
        .toList();
  }
}
