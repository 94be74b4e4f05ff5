package fr.ght.inventory.view.catalogue;

import fr.ght.access.signin.Call;
import fr.ght.http.Parameters;
import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedExport;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.inventory.view.Views;
import fr.ght.inventory.view.catalogue.ProductPages.Order;
import fr.ght.inventory.view.products.ProductState;
import fr.ght.inventory.view.products.ProductsView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The list of a group's products. */
@Path("/api/inventory/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class ProductsResource {
  private static final List<String> USUAL =
      List.of(ProductState.CATALOGUED.name(), ProductState.RECOGNISED.name());
  private static final List<String> ALL =
      List.of(
          ProductState.CATALOGUED.name(),
          ProductState.RECOGNISED.name(),
          ProductState.MERGED.name());

  private static final CsvTable<ListedProduct> CSV =
      CsvTable.<ListedProduct>empty()
          .column("Code", ListedProduct::code)
          .column("Produit", ListedProduct::name)
          .column("Éditeur", ListedProduct::publisher)
          .column("Segment", ListedProduct::segment)
          .column("Statut", listed -> french(Listed.valueOf(listed.state())))
          .column("Fusionné avec", ListedProduct::mergedInto)
          .column("Installations", ListedProduct::installations)
          .column("CPE", ListedProduct::cpe)
          .column("purl", ListedProduct::purl)
          .column("endoflife.date", ListedProduct::endoflife);

  private final CatalogueReader reader;
  private final ProductPages pages;
  private final Views views;
  private final Call call;

  ProductsResource(CatalogueReader reader, ProductPages pages, Views views, Call call) {
    this.reader = reader;
    this.pages = pages;
    this.views = views;
    this.call = call;
  }

  /** The states that can be asked for; what is unknown has a list of its own. */
  enum Listed {
    CATALOGUED,
    RECOGNISED,
    MERGED
  }

  /** Which products; a filter that is not given is not asked. */
  public record Filter(
      @QueryParam("ght") @Parameter(description = "the group; by default your only one")
          @Nullable String ght,
      @QueryParam("establishment") @Parameter(description = "FINESS: counts of its machines only")
          @Nullable String establishment,
      @QueryParam("state")
          @Parameter(
              description =
                  "CATALOGUED, RECOGNISED, MERGED or ALL; by default CATALOGUED and RECOGNISED")
          @Nullable String state,
      @QueryParam("segment")
          @Parameter(description = "only products for this; UNCLASSIFIED for those of none")
          @Nullable String segment,
      @QueryParam("q") @Parameter(description = "a part of name, publisher or code")
          @Nullable String q,
      @QueryParam("sort") @Parameter(description = "name (default) or -installations")
          @Nullable String sort) {

    List<String> states() {
      if (state == null) {
        return USUAL;
      }
      return state.equals(Parameters.ALL)
          ? ALL
          : List.of(String.valueOf(Parameters.oneOf("state", state, Listed.class)));
    }
  }

  @GET
  @Operation(summary = "Products of a group, and how often each is installed, as of an instant")
  public Uni<Page<ListedProduct>> list(@BeanParam Filter filter, @BeanParam AskedPage asked) {
    var states = filter.states();
    var segment = Segment.asked(filter.segment());
    var order = Order.parse(filter.sort(), Order.NAME);
    var completeUpTo = views.completeUpTo(ProductsView.NAME);
    asked.rows();
    return reader
        .reading(call.caller(), filter.ght(), asked.moment(), filter.establishment())
        .chain(reading ->
            pages.page(reading, states, filter.q(), segment, order, asked, completeUpTo));
  }

  @GET
  @Produces(CsvTable.PRODUCED)
  @Operation(hidden = true)
  public RestMulti<byte[]> export(@BeanParam Filter filter, @BeanParam AskedExport asked) {
    var states = filter.states();
    var segment = Segment.asked(filter.segment());
    var order = Order.parse(filter.sort(), Order.NAME);
    var reading =
        reader
            .reading(call.caller(), filter.ght(), asked.moment(null), filter.establishment())
            .memoize()
            .indefinitely();
    return CsvStream.of(
        "produits",
        CSV,
        cursor ->
            reading.chain(of ->
                pages.page(
                    of, states, filter.q(), segment, order, ProductPages.whole(cursor), null)));
  }

  private static String french(Listed state) {
    return switch (state) {
      case CATALOGUED -> "au catalogue";
      case RECOGNISED -> "reconnu";
      case MERGED -> "fusionné";
    };
  }
}
