package fr.ght.inventory.intake.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.ght.access.Action;
import fr.ght.access.signin.Call;
import fr.ght.eventsourcing.Refusal;
import fr.ght.http.Problem;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Until when products are supported, as files of endoflife.date tell it. */
@Path("/api/inventory/products/lifecycle")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class LifecycleResource {
  private final Lifecycles lifecycles;
  private final LifecycleRefresh refresh;
  private final CatalogueOwner owner;
  private final Call call;

  LifecycleResource(
      Lifecycles lifecycles, LifecycleRefresh refresh, CatalogueOwner owner, Call call) {
    this.lifecycles = lifecycles;
    this.refresh = refresh;
    this.owner = owner;
    this.call = call;
  }

  @POST
  @Path("/import")
  @Operation(
      summary = "Record lifecycle dates for a group, from a file of endoflife.date",
      description =
          "One product or all of API version 1, or the older list of cycles of the product that is named. They hold for this group, before those that are refreshed for all.")
  public Uni<Lifecycles.Imported> load(
      @QueryParam("ght") @Nullable String group,
      @QueryParam("product") @Nullable String product,
      @Nullable JsonNode body) {
    var origin = call.origin();
    var ght = CatalogueOwner.group(origin.caller(), group);
    var file = EndoflifeFile.read(Problem.present(body), product);
    return owner
        .governing(origin.caller(), ght)
        .chain(role -> lifecycles.record(ght, file, "import", origin.as(role, null)));
  }

  @GET
  @Operation(summary = "Whether and when lifecycle dates were last refreshed, and why not")
  public Uni<LifecycleRefresh.State> state() {
    Rights.requireRole(call.caller(), Action.READ);
    return refresh.state();
  }

  /** There is no rule that refuses to record dates. */
  public static ProblemException explain(Refusal refusal) {
    throw new IllegalStateException("nothing refuses lifecycle dates: " + refusal.name());
  }
}
