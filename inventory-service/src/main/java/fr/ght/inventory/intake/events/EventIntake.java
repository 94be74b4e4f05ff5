package fr.ght.inventory.intake.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.CommandId;
import fr.ght.http.Fingerprint;
import fr.ght.http.Problem;
import fr.ght.http.Problem.ProblemException;
import fr.ght.http.hardening.Refusals;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.agents.ReportIntake.Taken;
import fr.ght.inventory.intake.boms.BomImport;
import fr.ght.inventory.intake.boms.BomImport.Sent;
import fr.ght.inventory.intake.boms.BomResource;
import fr.ght.inventory.intake.events.Envelope.Opened;
import fr.ght.inventory.intake.events.EventsResource.Result;
import fr.ght.inventory.intake.events.PushedApplications.Sender;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes pushed events, each under its source and id. Those of one machine, application or contract
 * are taken in their order, others side by side. What the rules refuse is refused by itself; if the
 * log does not answer, all fails, and may be sent again.
 */
@Singleton
final class EventIntake {
  private static final String MACHINE_REPORTED = "fr.ght.intake.machine-reported.v1";
  private static final String APPLICATION_DECLARED = "fr.ght.intake.application-declared.v1";
  private static final String APPLICATION_DECOMMISSIONED =
      "fr.ght.intake.application-decommissioned.v1";
  private static final String CONTRACT_SIGNED = "fr.ght.intake.contract-signed.v1";
  private static final String BOM_REPORTED = "fr.ght.intake.bom-reported.v1";
  private static final String REUSED =
      "this source and id named another event before: give each event its own";
  private static final String ADDRESS = "/api/inventory/events";
  private static final int SIDE_BY_SIDE = 16;
  private static final JsonFactory JSON = new JsonFactory();

  private final PushedMachines machines;
  private final PushedApplications applications;
  private final PushedContracts contracts;
  private final BomImport boms;
  private final Refusals refusals;

  EventIntake(
      PushedMachines machines,
      PushedApplications applications,
      PushedContracts contracts,
      BomImport boms,
      Refusals refusals) {
    this.machines = machines;
    this.applications = applications;
    this.contracts = contracts;
    this.boms = boms;
    this.refusals = refusals;
  }

  /**
   * What came in one place of a batch.
   *
   * @param origin who sent it
   * @param at when it was received
   */
  record Arrived(Opened opened, Origin origin, Instant at) {}

  private record Placed(int place, PushedEvent event, Origin origin, Instant at) {}

  private record Answered(int place, Result result) {}

  /**
   * @return one result for each, in their order
   */
  Uni<List<Result>> take(List<Arrived> arrived) {
    var answered = new ArrayList<Answered>();
    var inOrder = new LinkedHashMap<String, List<Placed>>();
    for (int place = 0; place < arrived.size(); place++) {
      var here = arrived.get(place);
      switch (here.opened()) {
        case Envelope.NoEvent(var source, var id, var reason) ->
            answered.add(new Answered(place, Result.refused(source, id, reason)));
        case Envelope.Event(var event) ->
            inOrder
                .computeIfAbsent(about(event), _ -> new ArrayList<>())
                .add(new Placed(place, event, here.origin(), here.at()));
      }
    }
    return Multi.createFrom()
        .iterable(inOrder.values())
        .onItem()
        .transformToUni(this::oneByOne)
        .merge(SIDE_BY_SIDE)
        .collect()
        .asList()
        .map(lists -> {
          lists.forEach(answered::addAll);
          answered.sort(Comparator.comparingInt(Answered::place));
          return answered.stream().map(Answered::result).toList();
        });
  }

  private Uni<List<Answered>> oneByOne(List<Placed> events) {
    return Multi.createFrom()
        .iterable(events)
        .onItem()
        .transformToUniAndConcatenate(placed ->
            take(placed.event(), placed.origin(), placed.at())
                .map(result -> new Answered(placed.place(), result)))
        .collect()
        .asList();
  }

  private Uni<Result> take(PushedEvent event, Origin origin, Instant receivedAt) {
    return Uni.createFrom()
        .deferred(() -> carryOut(event, identity(event, origin), origin, receivedAt))
        .onFailure(ProblemException.class)
        .recoverWithItem(failure -> {
          note(failure, origin);
          return Result.refused(event.source(), event.id(), reason(failure.problem()));
        });
  }

  /** One that is refused by right is an attempt like any other, though all are answered 200. */
  private void note(ProblemException failure, Origin origin) {
    var reason = failure.refusal();
    if (reason != null) {
      refusals.tell(failure.problem().status(), "POST", ADDRESS, origin.caller().subject(), reason);
    }
  }

  private Uni<Result> carryOut(
      PushedEvent event, CommandId identity, Origin origin, Instant receivedAt) {
    var establishment = establishment(event);
    var sender = new Sender(origin, event.happenedAt(receivedAt), identity);
    return switch (event.type()) {
      case MACHINE_REPORTED ->
          machines
              .reported(event, establishment, receivedAt, origin, identity)
              .map(taken -> result(event, taken));
      case APPLICATION_DECLARED ->
          applications
              .declared(event, establishment, sender)
              .map(before -> Result.taken(event, before));
      case APPLICATION_DECOMMISSIONED ->
          applications
              .decommissioned(event, establishment, sender)
              .map(before -> Result.taken(event, before));
      case CONTRACT_SIGNED ->
          contracts.signed(event, establishment, sender).map(before -> Result.taken(event, before));
      case BOM_REPORTED ->
          boms.take(bom(event, establishment, sender)).map(taken -> result(event, taken));
      default ->
          throw Problem.invalid(
              "type",
              "is not one of "
                  + String.join(
                      ", ",
                      MACHINE_REPORTED,
                      APPLICATION_DECLARED,
                      APPLICATION_DECOMMISSIONED,
                      CONTRACT_SIGNED,
                      BOM_REPORTED));
    };
  }

  private static Sent bom(PushedEvent event, @Nullable Finess establishment, Sender sender) {
    var subject = event.subject();
    return new Sent(
        event.data(),
        establishment,
        subject == null ? null : BomResource.machine("subject", subject),
        null,
        sender.origin(),
        sender.happenedAt(),
        sender.identity());
  }

  private static Result result(PushedEvent event, Taken taken) {
    return switch (taken) {
      case NOW -> Result.taken(event, false);
      case BEFORE -> Result.taken(event, true);
      case IDENTITY_REUSED -> Result.refused(event.source(), event.id(), REUSED);
    };
  }

  private static @Nullable Finess establishment(PushedEvent event) {
    var establishment = event.establishment();
    try {
      return establishment == null ? null : Finess.parse(establishment);
    } catch (Finess.Invalid invalid) {
      throw Problem.invalid("establishment", String.valueOf(invalid.getMessage()));
    }
  }

  /** Sources and ids are an establishment's own, whoever of it sends them. */
  private static CommandId identity(PushedEvent event, Origin origin) {
    var tenant = Objects.requireNonNullElse(event.establishment(), origin.tenant());
    var key = new Fingerprint().of(event.source()).of(event.id()).hex();
    var asked =
        new Fingerprint()
            .of(event.type())
            .of(Objects.requireNonNullElse(event.subject(), ""))
            .of(Objects.requireNonNullElse(event.establishment(), ""))
            .of(event.data());
    return Fingerprint.command(tenant, "event " + key, asked);
  }

  /** In one line, and without anything that was sent. */
  static String reason(Problem problem) {
    if (problem.code().equals("IDENTITY_REUSED")) {
      return REUSED;
    }
    return problem.errors().isEmpty()
        ? problem.detail()
        : problem.errors().stream()
            .map(error -> error.field() + " " + error.reason())
            .collect(Collectors.joining("; "));
  }

  /** What an event is about: those of one machine or application have the same. */
  private static String about(PushedEvent event) {
    var name = event.type().equals(MACHINE_REPORTED) ? device(event.data()) : event.subject();
    return name == null ? event.source() + " " + event.id() : name;
  }

  private static @Nullable String device(byte[] data) {
    try (var parser = JSON.createParser(data)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var field = parser.currentName();
        parser.nextToken();
        if (field.equals("deviceid")) {
          return parser.getValueAsString();
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      // What cannot be read is refused for itself.
      return null;
    }
  }
}
