package fr.ght.inventory.view.memberships;

import fr.ght.access.signin.Call;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** The list of groups. */
@Path("/api/inventory/ghts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class GroupsResource {
  private static final Sequence<GroupRow> ORDER = Sequence.rising("ght", row -> row.ght);

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public GroupsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  /** One group of the list; {@code GET …/ghts/{ght}} has its members. */
  @Schema(name = "GroupItem")
  public record Item(String ght, String name) {}

  @GET
  @Operation(summary = "Groups in the order of their codes, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam AskedPage asked) {
    var question =
        new Question<>(GroupRow.class, asked.moment())
            .condition(
                "r.ght in :visible", "visible", Visible.groups(Visible.reader(call.caller())));
    var completeUpTo = views.completeUpTo(MembershipsView.NAME);
    return sessions
        .withSession(session -> question.page(session, ORDER, asked, completeUpTo))
        .map(page -> page.map(row -> new Item(row.ght, row.name)));
  }
}
