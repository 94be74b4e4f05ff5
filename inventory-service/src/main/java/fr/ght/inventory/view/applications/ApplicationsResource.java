package fr.ght.inventory.view.applications;

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
import fr.ght.inventory.domain.application.ApplicationState;
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.application.Hosting.Certificate;
import fr.ght.inventory.domain.application.Hosting.Validity;
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
import java.time.Duration;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The list of applications. */
@Path("/api/inventory/applications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "applications")
public class ApplicationsResource {
  private static final Orders<ApplicationRow> ORDERS =
      Orders.usually(Sequence.<ApplicationRow>rising("application", row -> row.application))
          .or("id", Sequence.rising("application", row -> row.application))
          .or("establishment", byId(Sequence.rising("establishment", row -> row.establishment)))
          .or("function", byId(Sequence.rising("function", row -> row.function)))
          .or("product", byId(Sequence.rising("productKey", row -> row.productKey)))
          .or("version", byId(Sequence.risingText("version", row -> row.version)))
          .or("state", byId(Sequence.rising("state", row -> row.state)))
          .or("users", byId(Sequence.risingNumber("users", row -> row.users)))
          .or("instance", byId(Sequence.risingText("instance", row -> row.instance)))
          .or("availability", byId(Sequence.risingNumber("availability", row -> row.availability)))
          .or("hosting", byId(Sequence.risingText("hosting", row -> row.hosting)))
          .or(
              "certificateUntil",
              byId(Sequence.risingDay("certificateUntil", row -> row.certificateUntil)));

  private static Sequence<ApplicationRow> byId(Sequence<ApplicationRow> first) {
    return first.then("application", row -> row.application);
  }

  /** Its headings are those that an import knows. */
  private static final CsvTable<Item> CSV =
      CsvTable.<Item>empty()
          .column("Identifiant", Item::id)
          .column("Établissement (FINESS)", Item::establishment)
          .column("Domaine fonctionnel", item -> Terms.FUNCTION.of(item.function()))
          .column("Produit", Item::product)
          .column("Version", Item::version)
          .column("État", item -> Terms.APPLICATION_STATE.of(item.state()))
          .column("Utilisateurs", Item::users)
          .column("Instance", Item::instance)
          .column("Disponibilité", Item::availability)
          .column("Intégrité", Item::integrity)
          .column("Confidentialité", Item::confidentiality)
          .column("Preuve", Item::evidence)
          .column("DMIA", Item::rto)
          .column("PDMA", Item::rpo)
          .column("Hébergement", item -> Terms.HOSTING.of(item.hosting()))
          .column("Hébergeur", Item::host)
          .column("Certificat HDS", Item::certificate)
          .column("Certificat valide du", Item::certificateFrom)
          .column("Certificat valide jusqu’au", Item::certificateUntil)
          .column("État du certificat", item -> Terms.CERTIFICATE.of(item.certificateStanding()))
          .column("Interfaces", Item::interfaces);

  private final Mutiny.SessionFactory sessions;
  private final Views views;
  private final Call call;

  public ApplicationsResource(Mutiny.SessionFactory sessions, Views views, Call call) {
    this.sessions = sessions;
    this.views = views;
    this.call = call;
  }

  /**
   * One application of the list; null is what was never said.
   *
   * @param rto ISO 8601 duration
   * @param hosting ON_PREMISE, GROUP or CERTIFIED_HOST
   * @param certificate number of the host's certificate for health data
   * @param certificateUntil its last day
   * @param certificateStanding VALID, NOT_YET_VALID, EXPIRED or NOT_SHOWN on the day that is asked
   *     for; null unless hosted at a certified host
   * @param interfaces how many; {@code GET …/applications/{id}} has them
   */
  @Schema(name = "ApplicationItem")
  public record Item(
      String id,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users,
      @Nullable String instance,
      @Nullable Integer availability,
      @Nullable Integer integrity,
      @Nullable Integer confidentiality,
      @Nullable Integer evidence,
      @Nullable String rto,
      @Nullable String rpo,
      @Nullable String hosting,
      @Nullable String host,
      @Nullable String certificate,
      @Nullable LocalDate certificateFrom,
      @Nullable LocalDate certificateUntil,
      @Nullable String certificateStanding,
      @Nullable Integer interfaces) {

    static Item of(ApplicationRow row, LocalDate on) {
      return new Item(
          row.application,
          row.establishment,
          row.function,
          row.product,
          row.version,
          row.state,
          row.users,
          row.instance,
          row.availability,
          row.integrity,
          row.confidentiality,
          row.evidence,
          duration(row.rtoSeconds),
          duration(row.rpoSeconds),
          row.hosting,
          row.host,
          row.certificate,
          row.certificateFrom,
          row.certificateUntil,
          standing(row, on),
          row.interfaces);
    }

    private static @Nullable String duration(@Nullable Long seconds) {
      return seconds == null ? null : Duration.ofSeconds(seconds).toString();
    }

    private static @Nullable String standing(ApplicationRow row, LocalDate on) {
      if (!HostingKind.CERTIFIED_HOST.name().equals(row.hosting)) {
        return null;
      }
      var certificate =
          row.certificate == null
              ? null
              : new Certificate(row.certificate, row.certificateFrom, row.certificateUntil);
      return new AtCertifiedHost(row.host, certificate).on(on).name();
    }
  }

  /** Which applications; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("establishment") @Parameter(description = "FINESS")
          @Nullable String establishment,
      @QueryParam("function") @Nullable String function,
      @QueryParam("product") @Parameter(description = "exactly, but for case and accents")
          @Nullable String product,
      @QueryParam("state") @Nullable String state,
      @QueryParam("instance") @Parameter(description = "exactly: who shares it")
          @Nullable String instance,
      @QueryParam("hosting") @Parameter(description = "ON_PREMISE, GROUP or CERTIFIED_HOST")
          @Nullable String hosting,
      @QueryParam("certificate")
          @Parameter(
              description =
                  "at a certified host whose certificate is VALID, NOT_YET_VALID, EXPIRED or NOT_SHOWN on the day")
          @Nullable String certificate,
      @QueryParam("on")
          @Parameter(description = "the day whose certificates count; by default asOf's")
          @Nullable String on,
      @QueryParam("q")
          @Parameter(description = "a part of id, function, product, version, instance or host")
          @Nullable String q,
      @QueryParam("sort")
          @Parameter(
              description =
                  "id, establishment, function, product, version, state, users, instance, availability, hosting or certificateUntil; -id from the last to the first")
          @Nullable String sort) {}

  @GET
  @Operation(
      summary =
          "Applications, by default in the order of their ids, as recorded by an instant; all as CSV with Accept: text/csv or format=csv")
  public Uni<Page<Item>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var completeUpTo = views.completeUpTo(ApplicationsView.NAME);
    return listing(filter, asked.moment(filter.on())).page(asked, completeUpTo);
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    return listing(filter, asked.moment(filter.on())).csv("applications", CSV);
  }

  private Listing<ApplicationRow, Item> listing(Filter filter, AsOf moment) {
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

  private static Question<ApplicationRow> question(Filter filter, AsOf moment) {
    var product = filter.product();
    var q = filter.q();
    var question = new Question<>(ApplicationRow.class, moment);
    standing(
        question, Parameters.oneOf("certificate", filter.certificate(), Validity.class), moment);
    return question
        .condition("r.function = :function", "function", filter.function())
        .condition(
            "r.productKey = :product",
            "product",
            product == null ? null : SearchText.of(product.strip()))
        .condition(
            "r.state = :state",
            "state",
            Parameters.oneOf("state", filter.state(), ApplicationState.class))
        .condition("r.instance = :instance", "instance", filter.instance())
        .condition(
            "r.hosting = :hosting",
            "hosting",
            Parameters.oneOf("hosting", filter.hosting(), HostingKind.class))
        .condition("r.search like :q escape '\\'", "q", q == null ? null : SearchText.pattern(q));
  }

  private static void standing(
      Question<ApplicationRow> question, @Nullable String validity, AsOf moment) {
    if (validity == null) {
      return;
    }
    var day = moment.on();
    switch (Validity.valueOf(validity)) {
      case VALID ->
          question.condition(
              "r.certificateFrom <= :day and r.certificateUntil >= :day", "day", day);
      case NOT_YET_VALID -> question.condition("r.certificateFrom > :day", "day", day);
      case EXPIRED -> question.condition("r.certificateUntil < :day", "day", day);
      case NOT_SHOWN ->
          question.condition(
              "r.certificate is null and r.hosting = :certified",
              "certified",
              HostingKind.CERTIFIED_HOST.name());
    }
  }
}
