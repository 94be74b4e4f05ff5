package fr.ght.view.pages;

import fr.ght.http.Parameters;
import fr.ght.http.lists.Page;
import fr.ght.view.group.Groups;
import fr.ght.view.machines.MachineFilter;
import fr.ght.view.machines.MachineKind;
import fr.ght.view.machines.MachineState;
import fr.ght.view.machines.Machines;
import fr.ght.view.pages.shown.MachinesPage;
import fr.ght.view.pages.shown.MachinesPage.Search;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The machines of a group, searchable. */
@Path("/ghts/{ght}/machines")
@Produces(Html.MEDIA_TYPE)
public class MachinesPageResource {
  private final Groups groups;
  private final Machines machines;
  private final Rendering rendering;

  public MachinesPageResource(Groups groups, Machines machines, Rendering rendering) {
    this.groups = groups;
    this.machines = machines;
    this.rendering = rendering;
  }

  /** What is searched; an empty field is not asked. */
  public record Sought(
      @QueryParam("q") @Nullable String q,
      @QueryParam("type") @Nullable String kind,
      @QueryParam("etat") @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor) {

    MachineFilter filter(@Nullable String establishment) {
      var someKind = Parameters.oneOf("type", Asked.text("type", kind), MachineKind.class);
      var someState = Parameters.oneOf("etat", Asked.text("etat", state), MachineState.class);
      return new MachineFilter(
          Asked.text("q", q),
          establishment,
          someKind == null ? null : MachineKind.valueOf(someKind),
          someState == null ? null : MachineState.valueOf(someState));
    }
  }

  @GET
  @Operation(hidden = true)
  public Uni<RestResponse<String>> page(@BeanParam Asked asked, @BeanParam Sought sought) {
    return read(asked, sought).map(page -> Html.of(rendering.page(page)));
  }

  @GET
  @Path("/fragments/liste")
  @Operation(hidden = true)
  public Uni<RestResponse<String>> list(@BeanParam Asked asked, @BeanParam Sought sought) {
    return read(asked, sought).map(page -> Html.of(rendering.part("machines", page)));
  }

  private Uni<MachinesPage> read(Asked asked, Sought sought) {
    var moment = asked.moment();
    var establishment = asked.establishment();
    var filter = sought.filter(establishment);
    var cursor = Asked.text("cursor", sought.cursor());
    var search = Search.of(filter.q(), establishment, sought.kind(), sought.state(), cursor);
    return Uni.combine()
        .all()
        .unis(
            groups.group(asked.ght(), moment.asOf()),
            machines.list(asked.ght(), filter, moment.asOf(), cursor, Page.DEFAULT_LIMIT))
        .with((group, list) -> MachinesPage.of(group, list, search, moment));
  }
}
