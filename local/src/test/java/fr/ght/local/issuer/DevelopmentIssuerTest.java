package fr.ght.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentIssuerTest {
  /** Of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String BACK = "http://localhost:8080/connexion/retour";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private IssuerServer server;

  @BeforeEach
  void listen() {
    server = IssuerServer.listen(FreePorts.one(), folder);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void its_discovery_document_carries_the_mark_by_which_it_is_refused_elsewhere()
      throws IOException, InterruptedException {
    var document = JSON.readTree(get("/.well-known/openid-configuration").body());
    assertThat(document.path("ght_development_issuer").asBoolean()).isTrue();
    assertThat(document.path("issuer").asText()).isEqualTo(server.issuer().url());
  }

  @Test
  void its_tokens_are_signed_with_the_published_key_and_say_what_was_asked() throws Exception {
    var token =
        form("grant_type=urn:ght:grant:development&roles=dsi+rssi&finess=420784878&ght=a,b")
            .path("access_token")
            .asText();
    var claims =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(
                    new JsonWebKeySet(get("/jwks").body()).getJsonWebKeys()))
            .setExpectedAudience("ght")
            .setExpectedIssuer(server.issuer().url())
            .setRequireExpirationTime()
            .build()
            .processToClaims(token);
    assertThat(claims.getStringListClaimValue("roles")).isEqualTo(List.of("dsi", "rssi"));
    assertThat(claims.getStringListClaimValue("finess")).isEqualTo(List.of("420784878"));
    assertThat(claims.getStringListClaimValue("ght")).isEqualTo(List.of("a", "b"));
    assertThat(get("/jwks").body()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
  }

  @Test
  void its_key_outlives_it_and_is_for_its_owners_eyes_only() throws IOException {
    var key = folder.resolve("signing-key.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(SigningKey.at(key).published()).isEqualTo(SigningKey.at(key).published());
  }

  @Test
  void whoever_come_first_at_once_get_one_secret() {
    var secret = folder.resolve("session");
    var all =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(_ -> {
              try {
                return Secrets.at(secret);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
            .toList();
    assertThat(all).containsOnly(all.getFirst()).first().asString().hasSize(32);
  }

  @Test
  void people_of_each_role_may_be_chosen_and_come_back_with_a_code_that_is_good_once()
      throws IOException, InterruptedException {
    var page = authorize("");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("dsi%40420784878", "rssi%40", "buyer%40", "requester%40", "person=ops")
        .doesNotContain("<script", "style=");

    var sent = authorize("&person=dsi%40420784878");
    assertThat(sent.statusCode()).isEqualTo(302);
    var location = sent.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(BACK + "?code=").endsWith("&state=s");
    var code = location.replaceAll(".*code=([^&]+).*", "$1");

    assertThat(redeem(code, VERIFIER).path("id_token").asText()).isNotEmpty();
    assertThat(redeem(code, VERIFIER).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void a_code_is_good_for_whoever_began_only() throws IOException, InterruptedException {
    var location = authorize("&person=ops").headers().firstValue("Location").orElseThrow();
    var code = location.replaceAll(".*code=([^&]+).*", "$1");

    assertThat(redeem(code, "another-verifier").path("error").asText()).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/", "http://localhost.evil.example/", "http://localhost@evil.example/",
        "//evil.example", "javascript:alert(1)", "not an address"
      })
  void nobody_is_sent_to_another_machine(String elsewhere)
      throws IOException, InterruptedException {
    var answer =
        get(
            "/authorize?code_challenge_method=S256&code_challenge=x&person=ops&redirect_uri="
                + URLEncoder.encode(elsewhere, StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  private HttpResponse<String> authorize(String more) throws IOException, InterruptedException {
    return get(
        "/authorize?state=s&code_challenge_method=S256&code_challenge="
            + CHALLENGE
            + "&redirect_uri="
            + URLEncoder.encode(BACK, StandardCharsets.UTF_8)
            + more);
  }

  private JsonNode redeem(String code, String verifier) throws IOException, InterruptedException {
    return form(
        "grant_type=authorization_code&code="
            + code
            + "&code_verifier="
            + verifier
            + "&redirect_uri="
            + URLEncoder.encode(BACK, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(server.issuer().url() + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private JsonNode form(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.issuer().url() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }
}
