package fr.ght.inventory.intake.agents;

import fr.ght.eventsourcing.StoreUnavailable;
import fr.ght.http.EarlyProblems;
import fr.ght.inventory.intake.agents.BasicCredentials.Given;
import fr.ght.inventory.intake.agents.BasicCredentials.Malformed;
import fr.ght.inventory.intake.agents.BasicCredentials.Missing;
import fr.ght.inventory.intake.agents.BasicCredentials.Token;
import fr.ght.inventory.intake.agents.decoding.Compression;
import fr.ght.inventory.intake.credentials.CredentialCheck;
import fr.ght.inventory.intake.credentials.Verdict;
import fr.ght.inventory.intake.credentials.Verdict.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets agents in by a credential of their establishment, as HTTP Basic, before anything of their
 * body is read. Who is refused hears it in the agents' words, and the same whatever was wrong. Who
 * brings a token is left to the gate of all others.
 *
 * <p>Wrong passwords are counted by source address and user name; beyond a bound they are answered
 * 429. The right one passes all the same, so that nobody can lock an establishment out.
 */
@Singleton
class CredentialGate {
  private static final Logger LOG = Logger.getLogger(CredentialGate.class);

  /** Before {@link BodyGate}, which sets memory aside. */
  private static final int PRIORITY = 250;

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final int INTERNAL = 500;
  private static final String RETRY_AFTER_SECONDS = "60";

  /** More than that is not worth reading to keep the connection of somebody refused. */
  private static final long SMALL_BODY = 256 * 1024;

  private final CredentialCheck credentials;
  private final String challenge;
  private final int mostWrong;
  private final Counts<Guesser> wrong = new Counts<>();
  private final MeterRegistry meters;

  CredentialGate(
      CredentialCheck credentials,
      @ConfigProperty(name = "ght.agents.realm", defaultValue = "GHT") String realm,
      @ConfigProperty(name = "ght.agents.wrong-passwords-per-minute", defaultValue = "20")
          int mostWrong,
      MeterRegistry meters) {
    this.credentials = credentials;
    // Nothing behind the realm: FusionInventory reads up to the last quotation mark of the line.
    this.challenge = "Basic realm=\"" + checked(realm) + "\"";
    this.mostWrong = mostWrong;
    this.meters = meters;
  }

  private static String checked(String realm) {
    if (!realm.matches("[ -~&&[^\"\\\\]]{1,100}")) {
      throw new IllegalArgumentException(
          "ght.agents.realm must have 1 to 100 ASCII characters, without \" and \\");
    }
    return realm;
  }

  void register(@Observes Filters filters) {
    filters.register(this::arrive, PRIORITY);
  }

  /** Whoever tries passwords of one user name from one address. */
  private record Guesser(String address, String user) {}

  private void arrive(RoutingContext exchange) {
    var given =
        BasicCredentials.read(exchange.request().headers().getAll(HttpHeaders.AUTHORIZATION));
    if (!AgentsDoor.leadsTo(exchange) || given instanceof Token) {
      exchange.next();
      return;
    }
    exchange.request().pause();
    var context = exchange.vertx().getOrCreateContext();
    answer(exchange.request(), given)
        .subscribe()
        .with(
            decision -> context.runOnContext(_ -> decision.carryOut(exchange)),
            failure -> context.runOnContext(_ -> failed(exchange, failure)));
  }

  /** What becomes of a request. */
  private interface Decision {
    void carryOut(RoutingContext exchange);
  }

  private Uni<Decision> answer(HttpServerRequest request, BasicCredentials given) {
    return switch (given) {
      case Missing _ ->
          Uni.createFrom()
              .item(exchange ->
                  refuse(
                      exchange,
                      UNAUTHORIZED,
                      "give the user name and the password of a credential of the establishment"));
      case Malformed _, Token _ -> Uni.createFrom().item(notTaken(request, "", "malformed"));
      case Given(var user, var password) ->
          credentials
              .check(user, password)
              .map(verdict ->
                  switch (verdict) {
                    case Verdict.Right(var credential, var establishment) ->
                        letIn(Sender.of(credential, establishment));
                    case Verdict.Wrong(var reason) ->
                        notTaken(
                            request,
                            reason == Reason.UNKNOWN_USER ? "" : user,
                            reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                  });
    };
  }

  private static Decision letIn(Sender sender) {
    return exchange -> {
      sender.enter(exchange);
      exchange.next();
    };
  }

  /**
   * @param user only if there is such a one: whatever else was sent may be a password
   */
  private Decision notTaken(HttpServerRequest request, String user, String why) {
    meters.counter("ght.agents.refused", "reason", why).increment();
    var address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    int times = wrong.add(new Guesser(address, user));
    if (times == 1 || times == mostWrong + 1) {
      LOG.infof(
          "an agent at %s was not let in%s: %s%s",
          address,
          user.isEmpty() ? "" : " as " + user,
          why,
          times == 1 ? "" : ", more than " + mostWrong + " times within a minute");
    }
    return times > mostWrong
        ? exchange -> refuse(exchange, TOO_MANY, "wrong too often: come back in a minute")
        : exchange ->
            refuse(
                exchange,
                UNAUTHORIZED,
                "the user name or the password is wrong, or the credential is revoked");
  }

  private void failed(RoutingContext exchange, Throwable failure) {
    if (failure instanceof StoreUnavailable) {
      LOG.warnf("not able to tell who an agent is: %s", failure.getMessage());
      refuse(exchange, UNAVAILABLE, "not able to check the credential now; send it again");
    } else {
      LOG.errorf("not able to tell who an agent is: %s", failure.getClass().getName());
      refuse(exchange, INTERNAL, "a fault of ours");
    }
  }

  private void refuse(RoutingContext exchange, int status, String reason) {
    var request = exchange.request();
    var response = exchange.response();
    if (response.ended() || response.closed()) {
      return;
    }
    var answer = AgentAnswer.error(AgentAnswer.formatFor(request.headers()), status, reason);
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType(Compression.NONE));
    switch (status) {
      case UNAUTHORIZED -> response.putHeader("WWW-Authenticate", challenge);
      case TOO_MANY, UNAVAILABLE ->
          response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      default -> {
        // Nothing more to say.
      }
    }
    if (isLarge(request)) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      exchange.addEndHandler(_ -> EarlyProblems.closeInAMoment(exchange));
    } else if (!request.isEnded()) {
      request.handler(_ -> {});
      request.resume();
    }
    response.end(Buffer.buffer(answer.body(Compression.NONE)));
  }

  private static boolean isLarge(HttpServerRequest request) {
    var stated = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (stated == null) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
    try {
      return Long.parseLong(stated) > SMALL_BODY;
    } catch (NumberFormatException _) {
      return true;
    }
  }
}
