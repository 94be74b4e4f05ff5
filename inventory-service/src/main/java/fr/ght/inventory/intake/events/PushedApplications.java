package fr.ght.inventory.intake.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.ApplicationBody;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
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
  private final ObjectMapper json;

  PushedApplications(
      Commands<ApplicationCommand, Application, ApplicationEvent> applications,
      Establishments establishments,
      ObjectMapper json) {
    this.applications = applications;
    this.establishments = establishments;
    this.json = json;
  }

  /** An application as an event tells of it: which one, and the rest. */
  private record Told(StreamId application, ApplicationBody body) {}

  /**
   * @param establishment of the envelope, if it names one
   * @return whether it had been declared before by the same event
   */
  Uni<Boolean> declared(PushedEvent event, @Nullable Finess establishment, Context context) {
    var told = told(event, establishment);
    var command = told.body().toCommand();
    return establishments
        .requireKnown(command.deployment().establishment())
        .chain(() -> carryOut(told.application(), command, context));
  }

  /**
   * @param establishment of the envelope, if it names one
   * @return whether it had been decommissioned before by the same event
   */
  Uni<Boolean> decommissioned(PushedEvent event, @Nullable Finess establishment, Context context) {
    var told = told(event, establishment);
    var named = told.body().establishment();
    return applications
        .read(told.application(), AsOf.now())
        .invoke(answer -> requireOwn(answer.state(), named))
        .chain(() -> carryOut(told.application(), new ApplicationCommand.Decommission(), context));
  }

  private Uni<Boolean> carryOut(StreamId stream, ApplicationCommand command, Context context) {
    return applications
        .carryOut(stream, command, context, OptionalLong.empty())
        .map(Commands.Answer::repeated);
  }

  private static void requireOwn(Application application, @Nullable String establishment) {
    switch (application) {
      case Undeclared _ -> {}
      case Declared declared -> {
        var own = declared.deployment().establishment().number();
        if (establishment != null && !own.equals(establishment)) {
          throw Kind.REFUSED.with(
              "OTHER_ESTABLISHMENT", "The application belongs to another establishment.");
        }
      }
    }
  }

  private Told told(PushedEvent event, @Nullable Finess establishment) {
    var data = object(event.data());
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

  private ObjectNode object(byte[] data) {
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
  private static @Nullable String agreed(
      String field, @Nullable String envelope, @Nullable JsonNode data) {
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
