package fr.ght.view.pages;

import fr.ght.access.signin.Unguarded;
import fr.ght.access.signin.Welcome;
import fr.ght.view.pages.shown.Address;
import fr.ght.view.pages.shown.WelcomePage;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Leads who is not signed in to the sign-in, from any page, and back to it: the same whether there
 * is such a page or not.
 */
@Singleton
public final class WelcomePages implements Welcome {
  private static final String FIRST_PAGE = "/";
  private static final int OK = 200;
  private static final int NOT_SIGNED_IN = 401;

  private final Rendering rendering;

  WelcomePages(Rendering rendering) {
    this.rendering = rendering;
  }

  @Override
  public Optional<Response> to(ContainerRequestContext request) {
    var path = request.getUriInfo().getPath();
    if (!PageHeaders.isPage(path) || Unguarded.isUnder("/api", path)) {
      return Optional.empty();
    }
    var asked = request.getUriInfo().getRequestUri();
    var query = asked.getRawQuery();
    var back = asked.getRawPath() + (query == null ? "" : "?" + query);
    var page = rendering.page(new WelcomePage(Address.signIn(back)));
    var answer =
        Response.status(path.equals(FIRST_PAGE) ? OK : NOT_SIGNED_IN)
            .entity(page)
            .header(HttpHeaders.CONTENT_TYPE, Html.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    return Optional.of(
        path.equals(FIRST_PAGE)
            ? answer.build()
            : answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"ght\"").build());
  }
}
