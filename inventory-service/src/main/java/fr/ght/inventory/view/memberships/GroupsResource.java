package fr.ght.inventory.view.memberships;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The list of groups. */
@Path("/api/inventory/ghts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class GroupsResource {
  private static final Orders<GroupRow> ORDERS =
      Orders.usually(Sequence.<GroupRow>rising("ght", row -> row.ght))
          .or("ght", Sequence.rising("ght", row -> row.ght))
          .or("name", Sequence.<GroupRow>rising("name", r -> r.name).then("ght", r -> r.ght));

  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty().column("Code", Item::ght).column("Nom", Item::name);

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
  @Operation(
      summary = "Groups, as recorded by an instant; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(
      @QueryParam("sort")
          @Parameter(description = "ght, the default, or name; -name from the last to the first")
          @Nullable String sort,
      @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(MembershipsView.NAME);
    return listing(sort, asked.moment()).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(
      @QueryParam("sort") @Nullable String sort, @BeanParam AskedExport asked) {
    return listing(sort, asked.moment(null)).csv("groupements", CSV);
  }

  private Listing<GroupRow, Item> listing(@Nullable String sort, AsOf moment) {
    var order = ORDERS.asked(sort);
    var visible = Visible.groups(Visible.reader(call.caller()));
    return Listing.of(
        sessions,
        order,
        _ ->
            Uni.createFrom()
                .item(
                    new Question<>(GroupRow.class, moment)
                        .condition("r.ght in :visible", "visible", visible)),
        row -> new Item(row.ght, row.name));
  }
}
