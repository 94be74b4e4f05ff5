package fr.ght.local.issuer;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where one chooses as whom to sign in. */
final class SignInPage {
  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="fr">
      <head>
        <meta charset="utf-8">
        <title>%1$s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="/issuer/style.css">
      </head>
      <body>
        <main>
          <h1>%1$s</h1>
      %2$s
        </main>
      </body>
      </html>
      """;

  private static final String STYLE =
      """
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; }
      li { margin: 0.25rem 0; }
      """;

  private SignInPage() {}

  static void show(HttpServerRequest request, Collection<Bearer> people) {
    var query = Objects.requireNonNullElse(request.query(), "");
    var links =
        people.stream()
            .map(person ->
                "    <li><a href=\"/issuer/authorize?%s&amp;person=%s\">%s</a></li>"
                    .formatted(
                        escaped(query),
                        DevelopmentIssuer.encoded(person.subject()),
                        escaped(person.name())))
            .collect(Collectors.joining("\n"));
    html(
        request,
        FRAME.formatted(
            "Connexion de démonstration",
            "    <p>Cette plateforme tourne sur une seule machine : choisissez à quel titre vous"
                + " connecter. En production, l’établissement y met sa propre authentification.</p>\n"
                + "    <ul>\n"
                + links
                + "\n    </ul>"));
  }

  static void signedOut(HttpServerRequest request) {
    html(request, FRAME.formatted("Vous êtes déconnecté", "    <p><a href=\"/\">Accueil</a></p>"));
  }

  static void style(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/css;charset=UTF-8").end(STYLE);
  }

  private static void html(HttpServerRequest request, String page) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .end(page);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
