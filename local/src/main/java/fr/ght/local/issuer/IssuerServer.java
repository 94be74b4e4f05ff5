package fr.ght.local.issuer;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;

/** A development issuer at a port of its own, for tests that have no front. */
public final class IssuerServer implements AutoCloseable {
  /** Who may do everything that tests do has many claims. */
  private static final int LARGEST_FIELD = 1 << 20;

  private final Vertx vertx;
  private final DevelopmentIssuer issuer;

  private IssuerServer(Vertx vertx, DevelopmentIssuer issuer) {
    this.vertx = vertx;
    this.issuer = issuer;
  }

  /** Listens from now on. */
  public static IssuerServer listen(int port, Path folder) {
    return listen(port, DevelopmentIssuer.at(port, folder), new HttpServerOptions());
  }

  /**
   * Speaks nothing but TLS.
   *
   * @param certificate for {@code localhost}, and its {@code key}: PEM
   */
  public static IssuerServer listenOverTls(int port, Path folder, Path certificate, Path key) {
    var url = DevelopmentIssuer.url(port).replaceFirst("^http:", "https:");
    var shown =
        new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString());
    return listen(
        port,
        DevelopmentIssuer.at(url, folder),
        new HttpServerOptions().setSsl(true).setKeyCertOptions(shown));
  }

  private static IssuerServer listen(int port, DevelopmentIssuer issuer, HttpServerOptions how) {
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    vertx
        .createHttpServer(how.setMaxFormAttributeSize(LARGEST_FIELD))
        .requestHandler(issuer::answer)
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return new IssuerServer(vertx, issuer);
  }

  public DevelopmentIssuer issuer() {
    return issuer;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
