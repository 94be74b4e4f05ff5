package fr.ght.inventory.intake.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.CommandId;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.JsonProblem;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.inventory.domain.application.Application;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.Application.Undeclared;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationRefusal;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.ApplicationBody;
import fr.ght.inventory.intake.ApplicationResource;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pushed events about applications, in the shape of the REST body. The application's id is the
 * event's {@code subject}, or else the field {@code id} of its data.
 */
@Singleton
final class PushedApplications {
  private static final String ID = "id";
  private static final String ESTABLISHMENT = "establishment";

  private final Commands<ApplicationCommand, Application, ApplicationEvent> applications;
  private final Establishments establishments;
  private final Rights rights;
  private final ObjectMapper json;

  PushedApplications(
      Commands<ApplicationCommand, Application, ApplicationEvent> applications,
      Establishments establishments,
      Rights rights,
      ObjectMapper json) {
    this.applications = applications;
    this.establishments = establishments;
    this.rights = rights;
    this.json = json;
  }

  /**
   * Who sent an event.
   *
   * @param happenedAt when what it tells happened
   * @param identity of the event
   */
  record Sender(Origin origin, Instant happenedAt, CommandId identity) {
    Context as(Role role) {
      return origin.as(role, happenedAt, identity);
    }
  }

  /** An application as an event tells of it: which one, and the rest. */
  private record Told(StreamId application, ApplicationBody body) {}

  /**
   * @param establishment of the envelope, if it names one
   * @return whether it had been declared before by the same event
   */
  Uni<Boolean> declared(PushedEvent event, @Nullable Finess establishment, Sender sender) {
    var told = told(event, establishment);
    var command = told.body().toCommand();
    var place = command.deployment().establishment();
    return require(sender, place)
        .call(() ->
            applications
                .read(told.application(), AsOf.now())
                .call(found ->
                    switch (found.state()) {
                      case Undeclared _ -> Uni.createFrom().voidItem();
                      case Declared declared ->
                          require(sender, declared.deployment().establishment());
                    }))
        .call(() -> establishments.requireKnown(place))
        .chain(role -> carryOut(told.application(), command, sender.as(role)));
  }

  /**
   * @param establishment of the envelope, if it names one
   * @return whether it had been decommissioned before by the same event
   */
  Uni<Boolean> decommissioned(PushedEvent event, @Nullable Finess establishment, Sender sender) {
    var told = told(event, establishment);
    var named = told.body().establishment();
    Rights.requireRole(sender.origin().caller(), Action.DECLARE);
    return applications
        .read(told.application(), AsOf.now())
        .chain(answer ->
            switch (answer.state()) {
              case Undeclared _ ->
                  Uni.createFrom()
                      .<Role>failure(ApplicationResource.explain(ApplicationRefusal.NOT_DECLARED));
              case Declared declared -> {
                var place = declared.deployment().establishment();
                yield rights
                    .require(
                        sender.origin().caller(),
                        Action.DECLARE,
                        place,
                        () -> ApplicationResource.explain(ApplicationRefusal.NOT_DECLARED))
                    .invoke(() -> requireOwn(place, named));
              }
            })
        .chain(role ->
            carryOut(told.application(), new ApplicationCommand.Decommission(), sender.as(role)));
  }

  private Uni<Role> require(Sender sender, Finess establishment) {
    return rights.require(
        sender.origin().caller(), Action.DECLARE, establishment, Establishments::unseen);
  }

  private Uni<Boolean> carryOut(StreamId stream, ApplicationCommand command, Context context) {
    return applications
        .carryOut(stream, command, context, OptionalLong.empty())
        .map(Commands.Answer::repeated);
  }

  private static void requireOwn(Finess own, @Nullable String establishment) {
    if (establishment != null && !own.number().equals(establishment)) {
      throw Kind.REFUSED.with(
          "OTHER_ESTABLISHMENT", "The application belongs to another establishment.");
    }
  }

  private Told told(PushedEvent event, @Nullable Finess establishment) {
    var data = object(json, event.data());
    var id = agreed(ID, event.subject(), data.remove(ID));
    if (id == null) {
      throw Problem.invalid("subject", "must be the application's id");
    }
    var envelope = establishment == null ? null : establishment.number();
    var place = agreed(ESTABLISHMENT, envelope, data.get(ESTABLISHMENT));
    data.put(ESTABLISHMENT, place);
    try {
      return new Told(Names.application(id), json.treeToValue(data, ApplicationBody.class));
    } catch (JsonProcessingException e) {
      throw new Problem.ProblemException(JsonProblem.of(e));
    }
  }

  static ObjectNode object(ObjectMapper json, byte[] data) {
    JsonNode tree;
    try {
      tree = json.readTree(data);
    } catch (IOException e) {
      throw Problem.unreadable("data", "is not JSON");
    }
    if (tree.isNull()) {
      return json.createObjectNode();
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw Problem.unreadable("data", "must be an object");
  }

  /** What the envelope and the data say of the same thing; null if neither says anything. */
  static @Nullable String agreed(String field, @Nullable String envelope, @Nullable JsonNode data) {
    if (data == null || data.isNull()) {
      return envelope;
    }
    if (!data.isTextual()) {
      throw Problem.unreadable("data." + field, "must be a text");
    }
    if (envelope != null && !envelope.equals(data.textValue())) {
      throw Problem.invalid("data." + field, "differs from that of the event's envelope");
    }
    return data.textValue();
  }
}
