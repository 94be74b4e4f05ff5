package fr.ght.inventory.tls;

import fr.ght.local.FreePorts;
import fr.ght.local.PostgresServer;
import fr.ght.local.issuer.IssuerServer;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL and an issuer that take nothing but TLS, and the keys with which the service does
 * the same.
 */
public final class TlsServers implements QuarkusTestResourceLifecycleManager {
  static final String DATABASE = "inventory";
  private static final String HERE = "ip:127.0.0.1";

  static Certificate server;
  static Certificate unknown;
  static Certificate elsewhere;
  static PostgresServer postgres;
  static Certificate vouching;
  static IssuerServer issuer;

  /** As {@code docs/tls.md} tells it. */
  @Override
  public Map<String, String> start() {
    try {
      var folder = Files.createTempDirectory("ght-tls-");
      server = Certificate.make(folder, "server", HERE);
      unknown = Certificate.make(folder, "unknown", HERE);
      elsewhere = Certificate.make(folder, "elsewhere", "dns:elsewhere.example");
      vouching = Certificate.make(folder, "issuer", "dns:localhost");
      issuer = over(vouching, folder);
      postgres = PostgresServer.startTemporary();
      postgres.createDatabase(DATABASE);
      serve(server);
      var settings = new HashMap<>(LocalServers.settings(DATABASE));
      settings.putAll(
          Map.of(
              "quarkus.datasource.username",
              PostgresServer.USER,
              "quarkus.datasource.password",
              "",
              "quarkus.datasource.jdbc.url",
              jdbcUrl(server),
              "quarkus.datasource.reactive.url",
              postgres.reactiveUrl(DATABASE),
              "quarkus.datasource.reactive.postgresql.ssl-mode",
              "verify-full",
              "quarkus.datasource.reactive.hostname-verification-algorithm",
              "HTTPS",
              "quarkus.datasource.reactive.trust-certificate-pem",
              "true",
              "quarkus.datasource.reactive.trust-certificate-pem.certs",
              server.certificate().toString()));
      settings.putAll(
          Map.of(
              "quarkus.tls.listener.key-store.pem.0.key",
              server.key().toString(),
              "quarkus.tls.listener.key-store.pem.0.cert",
              server.certificate().toString(),
              "quarkus.http.tls-configuration-name",
              "listener",
              "quarkus.http.insecure-requests",
              "redirect",
              "quarkus.http.test-ssl-port",
              "0"));
      settings.putAll(
          Map.of(
              "quarkus.oidc.auth-server-url",
              issuer.issuer().url(),
              "quarkus.tls.issuer.trust-store.pem.certs",
              vouching.certificate().toString(),
              "quarkus.oidc.tls.tls-configuration-name",
              "issuer"));
      return settings;
    } catch (IOException | InterruptedException | GeneralSecurityException | SQLException e) {
      throw new IllegalStateException("no certificates", e);
    }
  }

  /** An issuer that shows this certificate. */
  static IssuerServer over(Certificate shown, Path folder) {
    return IssuerServer.listenOverTls(FreePorts.one(), folder, shown.certificate(), shown.key());
  }

  static String jdbcUrl(Certificate trusted) {
    return postgres.jdbcUrl(DATABASE) + "&sslmode=verify-full&sslrootcert=" + trusted.certificate();
  }

  /** From the next connection on. */
  static void serve(Certificate shown) throws SQLException, IOException {
    try (var connection = postgres.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("alter system set ssl_cert_file = '%s'".formatted(shown.certificate()));
      statement.execute("alter system set ssl_key_file = '%s'".formatted(shown.key()));
      statement.execute("alter system set ssl = on");
      try (var file = statement.executeQuery("show hba_file")) {
        file.next();
        Files.writeString(Path.of(file.getString(1)), "hostssl all all 127.0.0.1/32 trust\n");
      }
      statement.execute("select pg_reload_conf()");
    }
    Awaitility.await().until(() -> isShown(shown));
  }

  private static boolean isShown(Certificate shown) {
    try (var connection = postgres.connect("postgres");
        var file =
            connection
                .createStatement()
                .executeQuery(
                    "select current_setting('ssl_cert_file'), ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
      return file.next()
          && file.getString(1).equals(shown.certificate().toString())
          && file.getBoolean(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void stop() {
    issuer.close();
    postgres.close();
  }
}
