package fr.ght.inventory.view.memberships;

import fr.ght.access.signin.Call;
import fr.ght.http.Parameters;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.ght.Role;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The list of memberships of all groups. */
@Path("/api/inventory/memberships")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class MembershipsResource {
  private static final Sequence<MembershipRow> ORDER =
      Sequence.rising("membership", row -> row.membership);

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public MembershipsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  /**
   * An establishment in a group, in one role.
   *
   * @param from since when in this role
   * @param to the first day on which it is so no more; null while none is known
   */
  @Schema(name = "MembershipItem")
  public record Item(
      String ght,
      String establishment,
      String name,
      String role,
      LocalDate from,
      @Nullable LocalDate to) {

    static Item of(MembershipRow row) {
      return new Item(
          row.ght,
          row.establishment,
          row.name,
          row.role,
          row.validFrom,
          row.validTo.equals(Membership.OPEN) ? null : row.validTo);
    }
  }

  /** Which memberships; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "code of the group") @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("role") @Parameter(description = "SUPPORT, MEMBER or PARTNER")
          @Nullable String role,
      @QueryParam("on") @Parameter(description = "true on this date; by default on the day of asOf")
          @Nullable String on) {}

  @GET
  @Operation(summary = "Who is in which group on a day, in which role, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var reader = Visible.reader(call.caller());
    var question =
        question(filter, asked).condition("r.ght in :visible", "visible", Visible.groups(reader));
    var completeUpTo = views.completeUpTo(MembershipsView.NAME);
    return sessions
        .withSession(session -> question.page(session, ORDER, asked, completeUpTo))
        .map(page -> page.map(Item::of));
  }

  private static Question<MembershipRow> question(Filter filter, AskedPage asked) {
    var asOf = asked.moment(filter.on());
    return new Question<>(MembershipRow.class, asOf)
        .condition("r.validFrom <= :on and r.validTo > :on", "on", asOf.on())
        .condition("r.ght = :ght", "ght", filter.ght())
        .condition(
            "r.establishment = :establishment",
            "establishment",
            ListParameters.establishment(filter.establishment()))
        .condition("r.role = :role", "role", Parameters.oneOf("role", filter.role(), Role.class));
  }
}
