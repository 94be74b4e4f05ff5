package fr.ght.local.issuer;

import fr.ght.local.sample.SampleGroup;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider that believes everybody, below {@link #PATH}: discovery, keys, the code flow
 * with PKCE for pages of this machine, and a direct grant that signs whatever it is asked for. Its
 * discovery document says {@value #MARK}, and services believe it in the local profile only.
 */
public final class DevelopmentIssuer {
  public static final String PATH = "/issuer";

  /** Asks the token endpoint for a token of any role, establishment and group. */
  public static final String DIRECT_GRANT = "urn:ght:grant:development";

  static final String MARK = "ght_development_issuer";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String url;
  private final SigningKey key;
  private final Tokens tokens;
  private final Codes codes = new Codes();
  private final Map<String, Bearer> people = SamplePeople.all();

  private DevelopmentIssuer(String url, SigningKey key) {
    this.url = url;
    this.key = key;
    this.tokens = new Tokens(url, key);
  }

  /**
   * @param port where it is reached, on this machine
   * @param folder where its key is kept
   */
  public static DevelopmentIssuer at(int port, Path folder) {
    return at(url(port), folder);
  }

  static DevelopmentIssuer at(String url, Path folder) {
    try {
      return new DevelopmentIssuer(url, SigningKey.at(folder.resolve("signing-key.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the issuer behind this port. */
  public static String url(int port) {
    return "http://localhost:" + port + PATH;
  }

  public String url() {
    return url;
  }

  /** A token for the API. */
  public String token(Bearer bearer) {
    return tokens.access(bearer);
  }

  /** Takes whatever is below {@link #PATH}. */
  public void answer(HttpServerRequest request) {
    var path = Objects.requireNonNullElse(request.path(), PATH).substring(PATH.length());
    switch (request.method().name() + " " + path) {
      case "GET /.well-known/openid-configuration" -> json(request, 200, discovery());
      case "GET /jwks" ->
          json(
              request,
              200,
              new JsonObject().put("keys", new JsonArray().add(new JsonObject(key.published()))));
      case "GET /authorize" -> authorize(request);
      case "GET /style.css" -> SignInPage.style(request);
      case "POST /token" -> {
        request.setExpectMultipart(true);
        request.endHandler(_ -> token(request));
      }
      case "GET /logout" -> logout(request);
      default -> json(request, 404, new JsonObject().put("error", "not_found"));
    }
  }

  private JsonObject discovery() {
    return new JsonObject()
        .put("issuer", url)
        .put(MARK, true)
        .put("authorization_endpoint", url + "/authorize")
        .put("token_endpoint", url + "/token")
        .put("jwks_uri", url + "/jwks")
        .put("end_session_endpoint", url + "/logout")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("grant_types_supported", new JsonArray().add("authorization_code").add(DIRECT_GRANT))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"))
        .put("code_challenge_methods_supported", new JsonArray().add("S256"))
        .put("token_endpoint_auth_methods_supported", new JsonArray().add("none"));
  }

  private void authorize(HttpServerRequest request) {
    var asked = request.params();
    var redirect = asked.get("redirect_uri");
    var challenge = asked.get("code_challenge");
    if (redirect == null || !isOnThisMachine(redirect)) {
      error(request, "invalid_request", "redirect_uri must be an address of this machine");
    } else if (challenge == null || !"S256".equals(asked.get("code_challenge_method"))) {
      error(request, "invalid_request", "PKCE with S256 is needed");
    } else {
      var person = people.get(String.valueOf(asked.get("person")));
      if (person == null) {
        SignInPage.show(request, people.values());
      } else {
        var code = codes.grant(person, redirect, challenge, asked.get("nonce"));
        var state = asked.get("state");
        redirect(
            request,
            redirect
                + (redirect.contains("?") ? "&" : "?")
                + "code="
                + code
                + (state == null ? "" : "&state=" + encoded(state)));
      }
    }
  }

  private void token(HttpServerRequest request) {
    var form = request.formAttributes();
    switch (String.valueOf(form.get("grant_type"))) {
      case "authorization_code" ->
          codes
              .redeem(text(form, "code"), text(form, "redirect_uri"), text(form, "code_verifier"))
              .ifPresentOrElse(
                  granted -> tokens(request, granted.bearer(), granted.nonce()),
                  () -> error(request, "invalid_grant", "the code is not good"));
      case DIRECT_GRANT -> tokens(request, asked(form), null);
      default -> error(request, "unsupported_grant_type", "see the discovery document");
    }
  }

  private static Bearer asked(MultiMap form) {
    var plain =
        Bearer.of(
            words(form, "roles").toList(),
            words(form, "finess").toList(),
            words(form, "ght").toList());
    return Optional.ofNullable(form.get("sub"))
        .map(sub ->
            new Bearer(
                sub,
                Optional.ofNullable(form.get("name")).orElse(sub),
                plain.roles(),
                plain.finess(),
                plain.ghts()))
        .orElse(plain);
  }

  private static Stream<String> words(MultiMap form, String field) {
    return Stream.of(text(form, field).split("[ ,]+")).filter(word -> !word.isEmpty());
  }

  private static String text(MultiMap form, String field) {
    return Optional.ofNullable(form.get(field)).orElse("");
  }

  private void tokens(HttpServerRequest request, Bearer bearer, @Nullable String nonce) {
    json(
        request,
        200,
        new JsonObject()
            .put("token_type", "Bearer")
            .put("expires_in", Tokens.VALID.toSeconds())
            .put("access_token", tokens.access(bearer))
            .put("id_token", tokens.id(bearer, nonce)));
  }

  private static void logout(HttpServerRequest request) {
    var back = request.getParam("post_logout_redirect_uri");
    var state = request.getParam("state");
    if (back == null || !isOnThisMachine(back)) {
      SignInPage.signedOut(request);
    } else {
      redirect(request, state == null ? back : back + "?state=" + encoded(state));
    }
  }

  private static boolean isOnThisMachine(String address) {
    try {
      var uri = URI.create(address);
      return "http".equals(uri.getScheme())
          && uri.getRawUserInfo() == null
          && THIS_MACHINE.contains(String.valueOf(uri.getHost()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void redirect(HttpServerRequest request, String to) {
    request
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, to)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  private static void error(HttpServerRequest request, String code, String description) {
    json(request, 400, new JsonObject().put("error", code).put("error_description", description));
  }

  private static void json(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The code of the group that the sample people are of. */
  public static String sampleGroup() {
    return SampleGroup.CODE;
  }
}
