package fr.ght.inventory.view.memberships;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.ght.Role;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Listing;
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
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The list of memberships of all groups. */
@Path("/api/inventory/memberships")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class MembershipsResource {
  private static final Orders<MembershipRow> ORDERS =
      Orders.usually(Sequence.<MembershipRow>rising("membership", row -> row.membership))
          .or("ght", byKey(Sequence.rising("ght", row -> row.ght)))
          .or("establishment", byKey(Sequence.rising("establishment", row -> row.establishment)))
          .or("name", byKey(Sequence.rising("name", row -> row.name)))
          .or("role", byKey(Sequence.rising("role", row -> row.role)))
          .or("from", byKey(Sequence.risingDay("validFrom", row -> row.validFrom)));

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Groupement", Item::ght)
          .column("Établissement (FINESS)", Item::establishment)
          .column("Nom", Item::name)
          .column("Rôle", item -> Terms.ROLE.of(item.role()))
          .column("Depuis le", Item::from)
          .column("Jusqu’au (exclu)", Item::to);

  private static Sequence<MembershipRow> byKey(Sequence<MembershipRow> first) {
    return first.then("membership", row -> row.membership);
  }

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
          @Nullable String on,
      @QueryParam("sort")
          @Parameter(
              description =
                  "ght, establishment, name, role or from; -name from the last to the first")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary =
          "Who is in which group on a day, in which role, as recorded by an instant; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(MembershipsView.NAME);
    return listing(filter, asked.moment(filter.on())).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(filter.on())).csv("membres", CSV);
  }

  private Listing<MembershipRow, Item> listing(Filter filter, AsOf moment) {
    var order = ORDERS.asked(filter.sort());
    var visible = Visible.groups(Visible.reader(call.caller()));
    question(filter, moment);
    return Listing.of(
        sessions,
        order,
        _ ->
            Uni.createFrom()
                .item(question(filter, moment).condition("r.ght in :visible", "visible", visible)),
        Item::of);
  }

  private static Question<MembershipRow> question(Filter filter, AsOf asOf) {
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
