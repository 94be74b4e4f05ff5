package fr.ght.inventory.view.applications;

import fr.ght.access.signin.Call;
import fr.ght.http.Parameters;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.SearchText;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.application.ApplicationState;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The list of applications. */
@Path("/api/inventory/applications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "applications")
public class ApplicationsResource {
  private static final Sequence<ApplicationRow> ORDER =
      Sequence.rising("application", row -> row.application);

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public ApplicationsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  /** One application of the list. */
  @Schema(name = "ApplicationItem")
  public record Item(
      String id,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users) {

    static Item of(ApplicationRow row) {
      return new Item(
          row.application,
          row.establishment,
          row.function,
          row.product,
          row.version,
          row.state,
          row.users);
    }
  }

  /** Which applications; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("function") @Nullable String function,
      @QueryParam("product") @Parameter(description = "exactly, whatever its case")
          @Nullable String product,
      @QueryParam("state") @Nullable String state,
      @QueryParam("q") @Parameter(description = "a part of id, function, product or version")
          @Nullable String q) {}

  @GET
  @Operation(summary = "Applications in the order of their ids, as recorded by an instant")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var establishment = ListParameters.establishment(filter.establishment());
    var question = question(filter, asked);
    var reader = Visible.reader(call.caller());
    var completeUpTo = views.completeUpTo(ApplicationsView.NAME);
    return sessions
        .withSession(session ->
            Visible.limit(session, question, reader, asked.moment(), establishment)
                .chain(() -> question.page(session, ORDER, asked, completeUpTo)))
        .map(page -> page.map(Item::of));
  }

  private static Question<ApplicationRow> question(Filter filter, AskedPage asked) {
    var product = filter.product();
    var q = filter.q();
    return new Question<>(ApplicationRow.class, asked.moment())
        .condition("r.function = :function", "function", filter.function())
        .condition(
            "lower(r.product) = lower(:product)",
            "product",
            product == null ? null : product.strip())
        .condition(
            "r.state = :state",
            "state",
            Parameters.oneOf("state", filter.state(), ApplicationState.class))
        .condition("r.search like :q escape '\\'", "q", q == null ? null : SearchText.pattern(q));
  }
}
