package fr.ght.view.audit;

import fr.ght.access.Action;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.view.members.Needs;
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

/** Who changed what in a group: for its CIOs and security officers. */
@Path("/api/view/ghts/{ght}/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "view")
@Needs(Action.READ_AUDIT)
public class AuditResource {
  private final Audit audit;

  public AuditResource(Audit audit) {
    this.audit = audit;
  }

  /** Which changes; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("actor")
          @Parameter(description = "a pseudonym, or the id of an agents' credential")
          @Nullable String actor,
      @QueryParam("type") @Parameter(description = "such as fr.ght.inventory.application-declared")
          @Nullable String type,
      @QueryParam("subject") @Parameter(description = "the stream, such as application/dpi-chu")
          @Nullable String subject,
      @QueryParam("from")
          @Parameter(description = "recorded from then on: an instant, or the begin of a day")
          @Nullable String from,
      @QueryParam("to")
          @Parameter(description = "recorded before this instant, or by the end of this day")
          @Nullable String to,
      @QueryParam("correlation")
          @Parameter(description = "everything that one outside call set off")
          @Nullable String correlation) {

    AuditFilter parsed() {
      return AuditFilter.parse(establishment, actor, type, subject, from, to, correlation);
    }
  }

  @GET
  @Operation(
      summary = "Who changed what in the group, when, and what caused it; latest first",
      description =
          "One entry for every fact, recorded while its establishment was a full member. For the"
              + " roles dsi and rssi of the group. Actors are pseudonyms; an erasure of a person"
              + " leaves them as they are.")
  public Uni<Page<AuditEntry>> list(
      @PathParam("ght") String ght, @BeanParam Filter filter, @BeanParam AskedPage asked) {
    return audit.list(ght, filter.parsed(), asked.moment(), asked.cursor(), asked.rows());
  }
}
