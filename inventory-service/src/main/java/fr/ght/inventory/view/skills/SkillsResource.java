package fr.ght.inventory.view.skills;

import fr.ght.access.signin.Call;
import fr.ght.http.AsOf;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.SearchText;
import fr.ght.http.lists.Sequence;
import fr.ght.inventory.domain.skill.SkillLevel;
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

/** The list of skills. */
@Path("/api/inventory/skills")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "skills")
public class SkillsResource {
  private static final Orders<SkillRow> ORDERS =
      Orders.usually(byCoverage(Sequence.rising("establishment", row -> row.establishment)))
          .or("establishment", byCoverage(Sequence.rising("establishment", r -> r.establishment)))
          .or("product", byCoverage(Sequence.rising("productKey", row -> row.productKey)))
          .or("level", byCoverage(Sequence.rising("level", row -> row.level)))
          .or("people", byCoverage(Sequence.risingNumber("people", row -> row.people)))
          .or("until", byCoverage(Sequence.risingDay("until", row -> row.until)));

  /** Its headings are those that an import knows. */
  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Établissement (FINESS)", Item::establishment)
          .column("Produit", Item::product)
          .column("Niveau", item -> Terms.SKILL_LEVEL.of(item.level()))
          .column("Personnes", Item::people)
          .column("Jusqu’au", Item::until);

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public SkillsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  private static Sequence<SkillRow> byCoverage(Sequence<SkillRow> first) {
    return first.then("coverage", row -> row.coverage);
  }

  /**
   * So many people of one level.
   *
   * @param until the last day on which they can be counted on; null if none is known
   * @param counted whether they are counted on the day that is asked for
   */
  @Schema(name = "SkillItem")
  public record Item(
      String establishment,
      String product,
      String level,
      int people,
      @Nullable LocalDate until,
      boolean counted) {

    static Item of(SkillRow row, LocalDate on) {
      return new Item(
          row.establishment,
          row.product,
          row.level,
          row.people,
          row.until,
          row.until == null || !row.until.isBefore(on));
    }
  }

  /** Which skills; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("product") @Parameter(description = "exactly, but for case and accents")
          @Nullable String product,
      @QueryParam("level") @Parameter(description = "LEARNING, AUTONOMOUS or EXPERT")
          @Nullable String level,
      @QueryParam("on") @Parameter(description = "the day that counts; by default asOf's")
          @Nullable String on,
      @QueryParam("q") @Parameter(description = "a part of the product") @Nullable String q,
      @QueryParam("sort")
          @Parameter(
              description =
                  "establishment, product, level, people or until; -people from the most to the least")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary =
          "How many people have which level of which product, by establishment; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(SkillsView.NAME);
    return listing(filter, asked.moment(filter.on())).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(filter.on())).csv("competences", CSV);
  }

  private Listing<SkillRow, Item> listing(Filter filter, AsOf moment) {
    var establishment = ListParameters.establishment(filter.establishment());
    var order = ORDERS.asked(filter.sort());
    var reader = Visible.reader(call.caller());
    question(filter, moment);
    return Listing.of(
        sessions,
        order,
        session -> {
          var question = question(filter, moment);
          return Visible.limit(session, question, reader, moment, establishment)
              .replaceWith(question);
        },
        row -> Item.of(row, moment.on()));
  }

  private static Question<SkillRow> question(Filter filter, AsOf moment) {
    var product = filter.product();
    var q = filter.q();
    return new Question<>(SkillRow.class, moment)
        .condition(
            "r.productKey = :product",
            "product",
            product == null ? null : SearchText.of(product.strip()))
        .condition(
            "r.level = :level",
            "level",
            Parameters.oneOf("level", filter.level(), SkillLevel.class))
        .condition(
            "r.productKey like :q escape '\\'", "q", q == null ? null : SearchText.pattern(q));
  }
}
