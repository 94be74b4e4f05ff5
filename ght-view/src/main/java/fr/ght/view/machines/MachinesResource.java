package fr.ght.view.machines;

import fr.ght.http.Parameters;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The machines of a group. */
@Path("/api/view/ghts/{ght}/assets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "view")
public class MachinesResource {
  private final Machines machines;

  public MachinesResource(Machines machines) {
    this.machines = machines;
  }

  /** Which machines; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("q")
          @Parameter(description = "a part of name, manufacturer, model or operating system")
          @Nullable String q,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("state") @Nullable String state,
      @QueryParam("on") @Parameter(description = "the day whose members count; by default asOf's")
          @Nullable String on) {

    MachineFilter parsed() {
      var someKind = Parameters.oneOf("kind", kind, MachineKind.class);
      var someState = Parameters.oneOf("state", state, MachineState.class);
      return new MachineFilter(
          q,
          establishment,
          someKind == null ? null : MachineKind.valueOf(someKind),
          someState == null ? null : MachineState.valueOf(someState));
    }
  }

  @GET
  @Operation(summary = "Machines in the order of their names, as recorded by an instant")
  public Uni<Page<MachineItem>> list(
      @PathParam("ght") String ght, @BeanParam Filter filter, @BeanParam AskedPage asked) {
    return machines.list(
        ght, filter.parsed(), asked.moment(filter.on()), asked.cursor(), asked.rows());
  }
}
