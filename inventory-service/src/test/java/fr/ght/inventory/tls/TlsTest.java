package fr.ght.inventory.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.local.issuer.Bearer;
import fr.ght.local.issuer.IssuerServer;
import fr.ght.local.testing.LocalServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/**
 * The service with TLS on its listener, to its database and its issuer, which take nothing else.
 */
@QuarkusTest
@QuarkusTestResource(value = TlsServers.class, restrictToAnnotatedClass = true)
class TlsTest {
  private static final String IS_TLS = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

  /** The reactive driver says no more. */
  private static final String NO_HANDSHAKE = "SSL handshake failed";

  @Inject Pool pool;
  @Inject AgroalDataSource migrations;
  @Inject Vertx vertx;
  @Inject TlsConfigurationRegistry registry;

  @TestHTTPResource(value = "/q/health/ready", tls = true)
  URI secure;

  @TestHTTPResource("/q/health/ready")
  URI open;

  @Test
  void the_service_is_ready_and_talks_tls_to_its_database() throws SQLException {
    var row = pool.query(IS_TLS).execute().await().indefinitely().iterator().next();
    assertThat(row.getBoolean(0)).isTrue();
    try (var connection = migrations.getConnection();
        var found = connection.createStatement().executeQuery(IS_TLS)) {
      found.next();
      assertThat(found.getBoolean(1)).isTrue();
    }
  }

  @Test
  void a_token_of_an_issuer_that_is_reached_over_tls_is_believed_and_no_other() throws Exception {
    var bearer = Bearer.of(List.of("dsi"), List.of("420784878"), List.of("ght-loire"));

    assertThat(as(TlsServers.issuer.issuer().token(bearer)).statusCode()).isEqualTo(200);
    assertThat(as(LocalServers.issuer().issuer().token(bearer)).statusCode()).isEqualTo(401);
  }

  @Test
  void an_issuer_that_shows_the_certificate_of_an_unknown_authority_is_not_asked()
      throws IOException {
    assertThat(discovered(TlsServers.issuer)).isEqualTo(200);
    try (var impostor =
        TlsServers.over(TlsServers.unknown, Files.createTempDirectory("ght-issuer-"))) {
      assertThatThrownBy(() -> discovered(impostor))
          .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class);
    }
  }

  /** With the trust that the service has in its issuer. */
  private int discovered(IssuerServer issuer) {
    var trust = registry.get("issuer").orElseThrow().getTrustStoreOptions();
    var client =
        vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustOptions(trust));
    try {
      return client
          .request(
              new RequestOptions()
                  .setAbsoluteURI(issuer.issuer().url() + "/.well-known/openid-configuration"))
          .compose(HttpClientRequest::send)
          .map(HttpClientResponse::statusCode)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } finally {
      client.close();
    }
  }

  private HttpResponse<String> as(String token)
      throws IOException, InterruptedException, GeneralSecurityException {
    return get(secure.resolve("/api/inventory/ghts"), TlsServers.server, "Bearer " + token);
  }

  @Test
  void what_is_not_encrypted_does_not_reach_the_database() {
    var unencrypted = TlsServers.postgres.jdbcUrl(TlsServers.DATABASE) + "&sslmode=disable";
    assertThatThrownBy(() -> DriverManager.getConnection(unencrypted))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no encryption");
  }

  @Test
  void a_database_with_the_certificate_that_is_known_is_taken() {
    assertThatCode(() -> connect(TlsServers.server)).doesNotThrowAnyException();
  }

  @Test
  void a_database_that_shows_the_certificate_of_an_unknown_authority_is_refused() {
    assertThatThrownBy(() -> DriverManager.getConnection(TlsServers.jdbcUrl(TlsServers.unknown)))
        .isInstanceOf(SQLException.class)
        .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class);
    assertThatThrownBy(() -> connect(TlsServers.unknown)).hasMessageContaining(NO_HANDSHAKE);
  }

  @Test
  void a_database_that_shows_a_certificate_for_another_address_is_refused()
      throws SQLException, IOException {
    TlsServers.serve(TlsServers.elsewhere);
    try {
      assertThatThrownBy(
              () -> DriverManager.getConnection(TlsServers.jdbcUrl(TlsServers.elsewhere)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("could not be verified");
      assertThatThrownBy(() -> connect(TlsServers.elsewhere)).hasMessageContaining(NO_HANDSHAKE);
    } finally {
      TlsServers.serve(TlsServers.server);
    }
  }

  @Test
  void the_listener_answers_over_tls_and_asks_browsers_to_stay_there() throws Exception {
    var answer = get(secure, TlsServers.server);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .contains("max-age=31536000");
  }

  @Test
  void a_caller_who_does_not_know_the_authority_refuses_the_listener() {
    assertThatThrownBy(() -> get(secure, TlsServers.unknown))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void who_comes_without_tls_is_sent_to_the_tls_address() throws Exception {
    var answer = get(open, TlsServers.server);
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("https://"));
  }

  private static HttpResponse<String> get(URI address, Certificate trusted)
      throws IOException, InterruptedException, GeneralSecurityException {
    return get(address, trusted, "");
  }

  private static HttpResponse<String> get(URI address, Certificate trusted, String authorization)
      throws IOException, InterruptedException, GeneralSecurityException {
    var here = URI.create(address.toString().replace("//localhost", "//127.0.0.1"));
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusted.trusting())
            .build()) {
      return client.send(
          HttpRequest.newBuilder(here).header("Authorization", authorization).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** With the driver and the options of the service's pool. */
  private void connect(Certificate trusted) {
    var options =
        PgConnectOptions.fromUri(TlsServers.postgres.reactiveUrl(TlsServers.DATABASE))
            .setUser("postgres")
            .setSslMode(SslMode.VERIFY_FULL)
            .setHostnameVerificationAlgorithm("HTTPS")
            .setPemTrustOptions(
                new PemTrustOptions().addCertPath(trusted.certificate().toString()));
    try {
      PgConnection.connect(vertx, options).toCompletionStage().toCompletableFuture().join().close();
    } catch (java.util.concurrent.CompletionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
