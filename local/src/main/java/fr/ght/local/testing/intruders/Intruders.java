package fr.ght.local.testing.intruders;

import fr.ght.local.testing.intruders.Raw.Heard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tries at a running service everything that is here, and looks at what it gives away. */
public final class Intruders {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_LARGE = 431;
  private static final long SEED = 20_261_128;
  private static final int RANDOM_TOKENS = 150;
  private static final int RANDOM_REQUESTS = 400;
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "INVENTED");

  private final Raw service;
  private final ForgedTokens tokens;
  private final List<Door> doors;

  /** Those that change nothing when they open. */
  private final List<Door> readable;

  private final List<String> secrets;
  private final String stranger;

  /**
   * What must not open.
   *
   * @param body sent along; empty for none
   */
  public record Door(String method, String address, String body) {}

  /** One attempt; {@code attempt} throws {@link AssertionError} if it went too far. */
  public record Attempt(String name, Runnable attempt) {}

  /**
   * @param finess and {@code ght}: whose the forged tokens would be
   * @param secrets what stands behind the doors, and nobody must read
   * @param stranger a token of another group
   */
  public Intruders(
      int port,
      String finess,
      String ght,
      List<Door> doors,
      List<String> secrets,
      String stranger) {
    this.service = new Raw(port);
    this.tokens = new ForgedTokens(keyFile(), claims(finess, ght));
    this.doors = List.copyOf(doors);
    this.readable = doors.stream().filter(door -> door.method().equals("GET")).toList();
    this.secrets = List.copyOf(secrets);
    this.stranger = stranger;
  }

  private static Path keyFile() {
    return Path.of(setting("ght.testing.issuer-folder"), "signing-key.json");
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private static Map<String, Object> claims(String finess, String ght) {
    var now = Instant.now().getEpochSecond();
    return Map.of(
        "iss", setting("quarkus.oidc.auth-server-url"),
        "aud", List.of("ght"),
        "sub", "intruder-" + finess,
        "name", "Jeanne Essai",
        "roles", List.of("dsi"),
        "finess", List.of(finess),
        "ght", List.of(ght),
        "iat", now,
        "exp", now + 3_600,
        "jti", UUID.randomUUID().toString());
  }

  /** What opens with a good token: without that, that it stays shut would say nothing. */
  public Heard opened(String address) {
    return service.send("GET", address, List.of("Authorization: Bearer " + tokens.good()), "");
  }

  public Stream<Attempt> withForgedTokens() {
    return Stream.of(
            tokens.worthless().entrySet().stream()
                .map(token -> with(token.getKey(), token.getValue(), Set.of(UNAUTHORIZED))),
            tokens.powerless().entrySet().stream()
                .map(token ->
                    with(token.getKey(), token.getValue(), Set.of(UNAUTHORIZED, FORBIDDEN))),
            tokens.odd().entrySet().stream()
                .map(token ->
                    new Attempt(
                        "a token: " + token.getKey(),
                        () -> readable.forEach(door -> orderly(token.getValue(), door)))),
            Stream.of(twice("good first", "Bearer " + tokens.good(), "Bearer a.b.c")),
            Stream.of(twice("good last", "Bearer a.b.c", "Bearer " + tokens.good())),
            Stream.of(twice("the same", "Bearer " + tokens.good(), "Bearer " + tokens.good())),
            Stream.of(twice("other scheme", "Basic YTpi", "Bearer " + tokens.good())))
        .flatMap(attempts -> attempts);
  }

  private Attempt with(String name, String token, Set<Integer> statuses) {
    return new Attempt(
        "a token: " + name,
        () ->
            doors.forEach(door -> {
              var heard = bearing(token, door);
              require(
                  statuses.contains(heard.status())
                      || (heard.status() == TOO_LARGE && token.length() > 10_000),
                  "%s %s was not answered %s".formatted(door.method(), door.address(), statuses),
                  heard);
              requireNothingTold(door, heard);
            }));
  }

  private Attempt twice(String name, String one, String other) {
    return new Attempt(
        "two tokens: " + name,
        () ->
            doors.forEach(door -> {
              var heard =
                  service.send(
                      door.method(),
                      door.address(),
                      List.of("Authorization: " + one, "Authorization: " + other),
                      door.body());
              require(heard.status() == UNAUTHORIZED, "two tokens were taken", heard);
              requireNothingTold(door, heard);
            }));
  }

  private Heard bearing(String token, Door door) {
    return service.send(
        door.method(), door.address(), List.of("Authorization: Bearer " + token), door.body());
  }

  private void orderly(String token, Door door) {
    var heard = bearing(token, door);
    require(heard.isOrderly(), door.method() + " " + door.address() + " was a fault", heard);
  }

  /** At a door that the framework itself keeps. */
  public Stream<Attempt> withForgedTokensAt(String address) {
    var door = new Door("GET", address, "");
    return Stream.of(tokens.worthless(), tokens.powerless(), tokens.odd())
        .flatMap(some -> some.entrySet().stream())
        .map(token ->
            new Attempt(
                address + " with a token: " + token.getKey(),
                () -> orderly(token.getValue(), door)));
  }

  /** Damaged ones open nothing; signed ones with whatever claims are no fault. */
  public Stream<Attempt> withRandomTokens() {
    return IntStream.range(0, RANDOM_TOKENS)
        .mapToObj(i -> {
          var random = new Random(SEED + i);
          var door = doors.get(random.nextInt(doors.size()));
          var question = readable.get(random.nextInt(readable.size()));
          return i % 2 == 0
              ? new Attempt(
                  "token of seed %d, damaged".formatted(SEED + i),
                  () -> {
                    var heard = bearing(tokens.damaged(random), door);
                    require(heard.status() == UNAUTHORIZED, "a damaged token was taken", heard);
                    requireNothingTold(door, heard);
                  })
              : new Attempt(
                  "token of seed %d, any claims".formatted(SEED + i),
                  () -> orderly(tokens.random(random), question));
        });
  }

  /** Without any token, and with one of another group. */
  public Stream<Attempt> byCrookedAddresses() {
    return doors.stream()
        .flatMap(door ->
            CrookedAddresses.of(door.address()).stream()
                .map(address ->
                    new Attempt(
                        "%s %s".formatted(door.method(), address),
                        () -> {
                          attempt(door, door.method(), address, List.of());
                          attempt(
                              door,
                              door.method(),
                              address,
                              List.of("Authorization: Bearer " + stranger));
                        })));
  }

  public Stream<Attempt> inDisguise() {
    return doors.stream()
        .flatMap(door ->
            Disguises.towards(door.address()).stream()
                .map(headers ->
                    new Attempt(
                        "%s %s with %s".formatted(door.method(), door.address(), headers),
                        () -> {
                          attempt(door, door.method(), door.address(), headers);
                          attempt(door, "GET", "/q/health", headers);
                          var named = new ArrayList<>(headers);
                          named.add("Authorization: Bearer " + stranger);
                          attempt(door, door.method(), door.address(), named);
                        })));
  }

  /** Any method at any address with any headers. */
  public Stream<Attempt> atRandom() {
    var words =
        Stream.concat(
                doors.stream().flatMap(door -> Stream.of(door.address().split("[/?]"))),
                Stream.of("agents", "api", "ops", "q", "views", "..", "x", "\u00e9", "%00", "*"))
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    return IntStream.range(0, RANDOM_REQUESTS)
        .mapToObj(i -> {
          var random = new Random(SEED + i);
          var door = doors.get(random.nextInt(doors.size()));
          var method = METHODS.get(random.nextInt(METHODS.size()));
          var address = CrookedAddresses.random(random, words);
          var disguises = Disguises.towards(door.address());
          var headers = new ArrayList<>(disguises.get(random.nextInt(disguises.size())));
          if (random.nextBoolean()) {
            headers.add("Authorization: Bearer " + stranger);
          }
          return new Attempt(
              "seed %d: %s %s with %s".formatted(SEED + i, method, address, headers.getFirst()),
              () -> attempt(door, method, address, headers));
        });
  }

  private void attempt(Door door, String method, String address, List<String> headers) {
    var heard = service.send(method, address, headers, door.body());
    require(heard.isOrderly(), "is a fault", heard);
    requireNothingTold(new Door(method, address, door.body()), heard);
  }

  private void requireNothingTold(Door door, Heard heard) {
    secrets.stream()
        .filter(secret -> !door.address().contains(secret) && !door.body().contains(secret))
        .forEach(secret -> require(!heard.names(secret), "gives " + secret + " away", heard));
  }

  private static void require(boolean holds, String complaint, Heard heard) {
    if (!holds) {
      throw new AssertionError(complaint + ": " + heard.status() + " " + heard.text());
    }
  }
}
