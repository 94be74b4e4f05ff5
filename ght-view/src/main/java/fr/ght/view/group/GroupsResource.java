package fr.ght.view.group;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.view.members.OwnGroups;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Groups and their establishments. */
@Path("/api/view/ghts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "view")
public class GroupsResource {
  private final Groups groups;
  private final GroupDigests digests;
  private final Call call;

  public GroupsResource(Groups groups, GroupDigests digests, Call call) {
    this.groups = groups;
    this.digests = digests;
    this.call = call;
  }

  /** As of when. */
  public record When(
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("on")
          @Parameter(description = "the day whose members and profiles count; by default asOf's")
          @Nullable String on) {

    AsOf parse() {
      return AsOf.parse(asOf, on, Instant.now());
    }
  }

  /** The caller's groups. */
  @Schema(name = "Groups")
  public record GroupList(List<GroupSummary> items, int total) {
    public GroupList {
      items = List.copyOf(items);
    }
  }

  @GET
  @Operation(summary = "The caller's groups, in the order of their codes")
  public Uni<GroupList> list(@BeanParam When when) {
    return groups
        .all(when.parse(), OwnGroups.of(call.caller()))
        .map(all -> new GroupList(all, all.size()));
  }

  @GET
  @Path("/{ght}")
  @Operation(summary = "A group with its establishments, their machines and their freshness")
  public Uni<GroupAnswer> group(@PathParam("ght") String ght, @BeanParam When when) {
    return groups.group(ght, when.parse());
  }

  @GET
  @Path("/{ght}/establishments/{finess}")
  @Operation(summary = "One establishment of a group, with its profile and applications")
  public Uni<EstablishmentAnswer> establishment(
      @PathParam("ght") String ght,
      @PathParam("finess") @Parameter(description = "FINESS of the legal entity") String finess,
      @BeanParam When when) {
    return groups.establishment(ght, finess, when.parse());
  }

  @GET
  @Path("/{ght}/digest")
  @Operation(
      summary = "A digest over the group's rows in every view",
      description =
          "SHA-256, in key order, as recorded by asOf. A rebuild from the facts ends in the same.")
  public Uni<DigestAnswer> digest(
      @PathParam("ght") String ght,
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf) {
    return digests.of(ght, AsOf.parse(asOf, null, Instant.now()));
  }
}
