package fr.ght.view.pages;

import fr.ght.http.Problem;
import fr.ght.view.pages.shown.ProblemPage;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells problems of pages to people: what the API answers as JSON, they read in French. */
public final class ProblemPages {
  private final Rendering rendering;

  public ProblemPages(Rendering rendering) {
    this.rendering = rendering;
  }

  @ServerResponseFilter
  public void tell(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Problem problem
        && PageHeaders.isPage(request.getUriInfo().getPath())) {
      response.setEntity(rendering.page(ProblemPage.of(problem)));
      response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, Html.MEDIA_TYPE);
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }
}
