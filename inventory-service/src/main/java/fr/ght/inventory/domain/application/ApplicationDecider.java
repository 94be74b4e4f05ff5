package fr.ght.inventory.domain.application;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;
import static fr.ght.inventory.domain.application.ApplicationRefusal.*;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.Application.Decommissioned;
import fr.ght.inventory.domain.application.Application.Undeclared;
import fr.ght.inventory.domain.application.ApplicationCommand.*;
import fr.ght.inventory.domain.application.ApplicationEvent.*;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The life of a deployed application, from its plan to its end. */
public final class ApplicationDecider
    implements Decider<ApplicationCommand, Application, ApplicationEvent> {

  @Override
  public Application initial() {
    return new Undeclared();
  }

  @Override
  public Decision<ApplicationEvent> decide(Application application, ApplicationCommand command) {
    return switch (application) {
      case Undeclared _ ->
          command instanceof Declare declare ? declareFirst(declare) : refuse(NOT_DECLARED);
      case Declared declared ->
          switch (command) {
            case Declare(var desired, var state) -> declareAgain(declared, desired, state);
            case ChangeVersion(var version) ->
                change(declared, version, declared.deployment().users());
            case ChangeUsers(var users) -> change(declared, null, users);
            case ChangeState(var state, var correction) -> changeState(declared, state, correction);
            case Decommission() -> changeState(declared, ApplicationState.DECOMMISSIONED, null);
          };
    };
  }

  private static Decision<ApplicationEvent> declareFirst(Declare command) {
    var deployment = command.deployment();
    return isNegative(deployment.users())
        ? refuse(NEGATIVE_USERS)
        : accept(
            new ApplicationDeclared(
                deployment.establishment(),
                deployment.function(),
                deployment.product(),
                deployment.version(),
                command.state(),
                deployment.users()));
  }

  /** What is to become of an application that exists, so that it is as {@code desired}. */
  private static Decision<ApplicationEvent> declareAgain(
      Declared declared, Deployment desired, ApplicationState state) {
    var current = declared.deployment();
    if (!current.establishment().equals(desired.establishment())) {
      return refuse(OTHER_ESTABLISHMENT);
    }
    if (!current.function().equals(desired.function())) {
      return refuse(OTHER_FUNCTION);
    }
    if (!current.product().equals(desired.product())) {
      return refuse(OTHER_PRODUCT);
    }
    return switch (change(declared, desired.version(), desired.users())) {
      case Decision.Refused<ApplicationEvent> refused -> refused;
      case Decision.Accepted<ApplicationEvent>(var changes) ->
          switch (changeState(declared, state, null)) {
            case Decision.Refused<ApplicationEvent> refused -> refused;
            case Decision.Accepted<ApplicationEvent>(var steps) -> {
              var events = new ArrayList<>(changes);
              events.addAll(steps);
              yield accept(events);
            }
          };
    };
  }

  /**
   * @param version null if not said: what version runs is never forgotten
   */
  private static Decision<ApplicationEvent> change(
      Declared declared, @Nullable String version, @Nullable Integer users) {
    var current = declared.deployment();
    var events = new ArrayList<ApplicationEvent>();
    if (version != null && !version.equals(current.version())) {
      events.add(new ApplicationVersionChanged(current.establishment(), version));
    }
    if (!Objects.equals(users, current.users())) {
      events.add(new ApplicationUsersChanged(current.establishment(), users));
    }
    if (isNegative(users)) {
      return refuse(NEGATIVE_USERS);
    }
    return declared instanceof Decommissioned && !events.isEmpty()
        ? refuse(ALREADY_DECOMMISSIONED)
        : accept(events);
  }

  private static Decision<ApplicationEvent> changeState(
      Declared declared, ApplicationState next, @Nullable String correction) {
    if (correction != null && correction.isBlank()) {
      return refuse(CORRECTION_WITHOUT_REASON);
    }
    var establishment = declared.deployment().establishment();
    int forward = next.compareTo(declared.state());
    if (forward == 0) {
      return accept();
    }
    if (forward < 0 && correction == null) {
      return refuse(declared instanceof Decommissioned ? ALREADY_DECOMMISSIONED : STATE_GOES_BACK);
    }
    return next == ApplicationState.DECOMMISSIONED
        ? accept(new ApplicationDecommissioned(establishment))
        : accept(new ApplicationStateChanged(establishment, next, correction));
  }

  private static boolean isNegative(@Nullable Integer users) {
    return users != null && users < 0;
  }

  @Override
  public Application evolve(Application application, ApplicationEvent event) {
    return switch (event) {
      case ApplicationDeclared(
              var establishment,
              var function,
              var product,
              var version,
              var state,
              var users) ->
          Application.of(new Deployment(establishment, function, product, version, users), state);
      case ApplicationVersionChanged(_, var version) -> {
        var declared = declared(application);
        yield Application.of(declared.deployment().withVersion(version), declared.state());
      }
      case ApplicationUsersChanged(_, var users) -> {
        var declared = declared(application);
        yield Application.of(declared.deployment().withUsers(users), declared.state());
      }
      case ApplicationStateChanged(_, var state, _) ->
          Application.of(declared(application).deployment(), state);
      case ApplicationDecommissioned _ -> new Decommissioned(declared(application).deployment());
    };
  }

  private static Declared declared(Application application) {
    return switch (application) {
      case Declared declared -> declared;
      case Undeclared _ -> throw new IllegalStateException("changed before it was declared");
    };
  }
}
