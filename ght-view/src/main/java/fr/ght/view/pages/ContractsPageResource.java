package fr.ght.view.pages;

import fr.ght.http.Parameters;
import fr.ght.http.Problem;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.view.contracts.ContractFigures;
import fr.ght.view.contracts.ContractFilter;
import fr.ght.view.contracts.ContractItem;
import fr.ght.view.contracts.ContractKind;
import fr.ght.view.contracts.Contracts;
import fr.ght.view.group.Groups;
import fr.ght.view.pages.shown.ContractFiguresPart;
import fr.ght.view.pages.shown.ContractsPage;
import fr.ght.view.pages.shown.ContractsPage.Search;
import fr.ght.view.pages.shown.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The contracts of a group: the calendar of what has to be decided, and what is rented. */
@Path("/ghts/{ght}/contrats")
@Produces(Html.MEDIA_TYPE)
public class ContractsPageResource {
  private final Groups groups;
  private final Contracts contracts;
  private final ContractFigures figures;
  private final Rendering rendering;

  public ContractsPageResource(
      Groups groups, Contracts contracts, ContractFigures figures, Rendering rendering) {
    this.groups = groups;
    this.contracts = contracts;
    this.figures = figures;
    this.rendering = rendering;
  }

  /** What is searched; an empty field is not asked. */
  public record Sought(
      @QueryParam("q") @Nullable String q,
      @QueryParam("nature") @Nullable String kind,
      @QueryParam("etat") @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor) {

    Search search(@Nullable String establishment) {
      return Search.of(
          Asked.text("q", q),
          establishment,
          Asked.text("nature", kind),
          Asked.text("etat", state),
          Asked.text("cursor", cursor));
    }
  }

  @GET
  @Operation(hidden = true)
  public Uni<RestResponse<String>> page(@BeanParam Asked asked, @BeanParam Sought sought) {
    return read(asked, sought).map(page -> Html.of(rendering.page(page)));
  }

  @GET
  @Path("/fragments/{part}")
  @Operation(hidden = true)
  public Uni<RestResponse<String>> part(
      @BeanParam Asked asked, @BeanParam Sought sought, @PathParam("part") String part) {
    var html =
        switch (part) {
          case "calendrier" -> read(asked, sought).map(page -> rendering.part("contracts", page));
          case "chiffres" -> figures(asked, "contract-figures");
          case "location-achat" -> figures(asked, "rented-and-bought");
          default -> throw Problem.notFound("such part of the page");
        };
    return html.map(Html::of);
  }

  private Uni<String> figures(Asked asked, String part) {
    return figuresPart(asked.ght(), asked.moment())
        .map(found -> rendering.part(part, Map.of("figures", found)));
  }

  private Uni<ContractFiguresPart> figuresPart(String ght, Moment moment) {
    return figures.of(ght, moment.asOf()).map(answer -> ContractFiguresPart.of(answer, moment));
  }

  private Uni<ContractsPage> read(Asked asked, Sought sought) {
    var moment = asked.moment();
    var search = sought.search(asked.establishment());
    return Uni.combine()
        .all()
        .unis(
            groups.group(asked.ght(), moment.asOf()),
            figuresPart(asked.ght(), moment),
            list(asked.ght(), search, moment))
        .with((group, part, list) -> ContractsPage.of(group, part, list, search, moment));
  }

  private Uni<Page<ContractItem>> list(String ght, Search search, Moment moment) {
    var filter =
        new ContractFilter(
            text(search.q()),
            text(search.establishment()),
            Parameters.oneOf("nature", text(search.kind()), ContractKind.class),
            null,
            ContractFilter.states("etat", search.states()));
    return contracts
        .of(ght, filter, null, moment.asOf())
        .page(new AskedPage(null, text(search.cursor()), null));
  }

  private static @Nullable String text(String given) {
    return given.isEmpty() ? null : given;
  }
}
