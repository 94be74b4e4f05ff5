package fr.ght.view.pages;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.view.group.Groups;
import fr.ght.view.members.OwnGroups;
import fr.ght.view.pages.shown.Address;
import fr.ght.view.pages.shown.GroupsPage;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Where everybody arrives: the groups, or the one group there is. */
@Path("/")
@Produces(Html.MEDIA_TYPE)
public class FirstPageResource {
  private final Groups groups;
  private final Rendering rendering;
  private final Call call;

  public FirstPageResource(Groups groups, Rendering rendering, Call call) {
    this.groups = groups;
    this.rendering = rendering;
    this.call = call;
  }

  @GET
  @Operation(hidden = true)
  public Uni<RestResponse<String>> groups() {
    return groups
        .all(AsOf.now(), OwnGroups.of(call.caller()))
        .map(all ->
            all.size() == 1
                ? Html.seeOther(Address.group(all.getFirst().ght()).text())
                : Html.of(rendering.page(GroupsPage.of(all))));
  }
}
