package fr.ght.view.pages;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Where signing in begins and ends. The server itself sends everybody to the issuer first, and who
 * arrives here has come back.
 */
@Path("/connexion")
@Produces(Html.MEDIA_TYPE)
public class SignInResource {
  /** A path of this address: nobody is sent to another one. */
  private static final Pattern PATH = Pattern.compile("/(?:[^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?");

  @GET
  @Operation(hidden = true)
  public RestResponse<String> back(@QueryParam("retour") @Nullable String back) {
    return Html.seeOther(back != null && PATH.matcher(back).matches() ? back : "/");
  }

  @GET
  @Path("/retour")
  @Operation(hidden = true)
  public RestResponse<String> backFromIssuer() {
    return Html.seeOther("/");
  }
}
