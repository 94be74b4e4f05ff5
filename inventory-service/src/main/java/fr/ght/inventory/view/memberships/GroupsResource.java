package fr.ght.inventory.view.memberships;

import fr.ght.http.AsOf;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.inventory.view.Views;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The list of groups. */
@Path("/api/inventory/ghts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class GroupsResource {
  private static final String ORDER = "r.ght";

  private final Mutiny.SessionFactory sessions;
  private final Views views;

  public GroupsResource(Mutiny.SessionFactory sessions, Views views) {
    this.sessions = sessions;
    this.views = views;
  }

  /** One group of the list; {@code GET …/ghts/{ght}} has its members. */
  @Schema(name = "GroupItem")
  public record Item(String ght, String name) {}

  /** Which page, as recorded by when. */
  public record Filter(
      @QueryParam("asOf") @Parameter(description = "an instant, or a date: the end of that day")
          @Nullable String asOf,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {}

  @GET
  @Operation(summary = "Groups in the order of their codes, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam Filter filter) {
    var question = new Question<>(GroupRow.class, AsOf.parse(filter.asOf(), null, Instant.now()));
    var behind = Cursor.parse(filter.cursor(), 1);
    int limit = Page.limit(filter.limit());
    var completeUpTo = views.completeUpTo(MembershipsView.NAME);
    return sessions.withSession(session ->
        question
            .count(session, ORDER)
            .chain(total ->
                question
                    .condition(
                        "r.ght > :behind",
                        "behind",
                        behind == null ? null : behind.key().getFirst())
                    .rows(session, ORDER, limit)
                    .map(rows ->
                        Page.of(
                            rows,
                            limit,
                            total,
                            completeUpTo,
                            row -> new Item(row.ght, row.name),
                            row -> Cursor.after(row.ght)))));
  }
}
