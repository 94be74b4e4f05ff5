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
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.establishment.Finess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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
            case Declare(var desired, var state, var unknown) ->
                declareAgain(declared, desired, state, unknown);
            case ChangeVersion(var version) ->
                change(declared, declared.deployment().withVersion(version), Set.of());
            case ChangeUsers(var users) ->
                change(declared, declared.deployment().withUsers(users), Set.of());
            case ChangeState(var state, var correction) -> changeState(declared, state, correction);
            case Decommission() -> changeState(declared, ApplicationState.DECOMMISSIONED, null);
          };
    };
  }

  private static Decision<ApplicationEvent> declareFirst(Declare command) {
    var deployment = command.deployment();
    var wrong = wrongIn(deployment);
    if (wrong.isPresent()) {
      return refuse(wrong.get());
    }
    var events = new ArrayList<ApplicationEvent>();
    events.add(
        new ApplicationDeclared(
            deployment.establishment(),
            deployment.function(),
            deployment.product(),
            deployment.version(),
            command.state(),
            deployment.users()));
    events.addAll(
        operate(deployment.establishment(), Operation.UNKNOWN, deployment.operation(), Set.of()));
    return accept(events);
  }

  /** What is to become of an application that exists, so that it is as {@code desired}. */
  private static Decision<ApplicationEvent> declareAgain(
      Declared declared, Deployment desired, ApplicationState state, Set<Aspect> unknown) {
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
    return switch (change(declared, desired, unknown)) {
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
   * @param desired says what it can of version and operation: what it does not say is kept
   * @param unknown what is not kept either
   */
  private static Decision<ApplicationEvent> change(
      Declared declared, Deployment desired, Set<Aspect> unknown) {
    var wrong = wrongIn(desired);
    if (wrong.isPresent()) {
      return refuse(wrong.get());
    }
    var current = declared.deployment();
    var establishment = current.establishment();
    var version = desired.version();
    var events = new ArrayList<ApplicationEvent>();
    if (version != null && !version.equals(current.version())) {
      events.add(new ApplicationVersionChanged(establishment, version));
    }
    if (!Objects.equals(desired.users(), current.users())) {
      events.add(new ApplicationUsersChanged(establishment, desired.users()));
    }
    events.addAll(operate(establishment, current.operation(), desired.operation(), unknown));
    return declared instanceof Decommissioned && !events.isEmpty()
        ? refuse(ALREADY_DECOMMISSIONED)
        : accept(events);
  }

  /** What changes by what is said; what is not said stays as it was known. */
  private static List<ApplicationEvent> operate(
      Finess at, Operation known, Operation said, Set<Aspect> unknown) {
    var events = new ArrayList<ApplicationEvent>();
    var instance = said.instance();
    if (instance != null && !instance.equals(known.instance())) {
      events.add(new ApplicationInstanceChanged(at, instance));
    } else if (instance == null && unknown.contains(Aspect.INSTANCE) && known.instance() != null) {
      events.add(new ApplicationInstanceWithdrawn(at));
    }
    var needs = said.needs().over(known.needs().without(unknown));
    if (!needs.equals(known.needs())) {
      events.add(new ApplicationNeedsChanged(at, needs));
    }
    var hosting = said.hosting();
    if (hosting != null && !hosting.equals(known.hosting())) {
      events.add(new ApplicationHostingChanged(at, hosting));
    } else if (hosting == null && unknown.contains(Aspect.HOSTING) && known.hosting() != null) {
      events.add(new ApplicationHostingWithdrawn(at));
    }
    var interfaces = said.interfaces();
    if (interfaces != null && !interfaces.equals(known.interfaces())) {
      events.add(new ApplicationInterfacesChanged(at, interfaces));
    }
    return events;
  }

  private static Optional<ApplicationRefusal> wrongIn(Deployment deployment) {
    var needs = deployment.operation().needs();
    if (isNegative(deployment.users())) {
      return Optional.of(NEGATIVE_USERS);
    }
    if (!needs.onScale()) {
      return Optional.of(NEED_OFF_SCALE);
    }
    if (!needs.areInTime()) {
      return Optional.of(NEGATIVE_TIME);
    }
    return deployment.operation().hosting() instanceof AtCertifiedHost host
            && host.endsBeforeItBegins()
        ? Optional.of(CERTIFICATE_ENDS_BEFORE_IT_BEGINS)
        : Optional.empty();
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
      case ApplicationInstanceChanged(_, var instance) ->
          operated(application, operation -> operation.withInstance(instance));
      case ApplicationInstanceWithdrawn _ ->
          operated(application, operation -> operation.withInstance(null));
      case ApplicationNeedsChanged(_, var needs) ->
          operated(application, operation -> operation.withNeeds(needs));
      case ApplicationHostingChanged(_, var hosting) ->
          operated(application, operation -> operation.withHosting(hosting));
      case ApplicationHostingWithdrawn _ ->
          operated(application, operation -> operation.withHosting(null));
      case ApplicationInterfacesChanged(_, var interfaces) ->
          operated(application, operation -> operation.withInterfaces(interfaces));
      case ApplicationStateChanged(_, var state, _) ->
          Application.of(declared(application).deployment(), state);
      case ApplicationDecommissioned _ -> new Decommissioned(declared(application).deployment());
    };
  }

  private static Declared operated(Application application, UnaryOperator<Operation> change) {
    var declared = declared(application);
    var deployment = declared.deployment();
    return Application.of(deployment.with(change.apply(deployment.operation())), declared.state());
  }

  private static Declared declared(Application application) {
    return switch (application) {
      case Declared declared -> declared;
      case Undeclared _ -> throw new IllegalStateException("changed before it was declared");
    };
  }
}
