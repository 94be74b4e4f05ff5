package fr.ght.inventory.intake.catalogue;

import fr.ght.access.Role;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.CommandHandler.Claims;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.Refusal;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.normalisation.Normaliser;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.domain.product.Product;
import fr.ght.inventory.domain.product.ProductCommand;
import fr.ght.inventory.domain.product.ProductDecider;
import fr.ght.inventory.domain.product.ProductEvent;
import fr.ght.inventory.domain.product.ProductEvent.AliasAdded;
import fr.ght.inventory.domain.product.ProductEvent.AliasWithdrawn;
import fr.ght.inventory.domain.product.ProductRefusal;
import fr.ght.inventory.domain.product.ReportedName;
import fr.ght.inventory.intake.CommandHeaders;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.catalogue.ProductBody.AliasBody;
import fr.ght.inventory.intake.catalogue.ProductBody.MergeBody;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A group's catalogue, kept by the people of its support establishment. */
@Path("/api/inventory/products/{code}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "products")
public class ProductResource {
  private final Commands<ProductCommand, Product, ProductEvent> products;
  private final CatalogueOwner owner;
  private final GroupRules rules;
  private final EventStore store;
  private final Call call;

  public ProductResource(
      Commands<ProductCommand, Product, ProductEvent> products,
      CatalogueOwner owner,
      GroupRules rules,
      EventStore store,
      Call call) {
    this.products = products;
    this.owner = owner;
    this.rules = rules;
    this.store = store;
    this.call = call;
  }

  @PUT
  @Operation(summary = "Put a product into the group's catalogue, or describe it anew")
  public Uni<RestResponse<ProductBody.Shown>> catalogue(
      @PathParam("code") String code,
      @QueryParam("ght") @Nullable String group,
      @Nullable ProductBody body,
      @BeanParam CommandHeaders headers) {
    var origin = call.origin();
    var ght = CatalogueOwner.group(origin.caller(), group);
    var stream = Names.product(ght, code);
    var asked = Problem.present(body);
    var command = new ProductCommand.Catalogue(ght, asked.toDescription());
    return owner
        .governing(origin.caller(), ght)
        .chain(role -> carryOut(origin, role, stream, command, headers, asked, Claims.none()))
        .map(answer -> answer.toResponse(ProductBody.Shown.of(code, answer.state())));
  }

  @POST
  @Path("/aliases")
  @Operation(
      summary = "Say that a reported name is this product, in all its versions",
      description =
          "Resolves an entry of the unknown software. A name is an alias of one product at a time.")
  public Uni<RestResponse<ProductBody.Shown>> addAlias(
      @PathParam("code") String code,
      @QueryParam("ght") @Nullable String group,
      @Nullable AliasBody body,
      @BeanParam CommandHeaders headers) {
    var origin = call.origin();
    var ght = CatalogueOwner.group(origin.caller(), group);
    var stream = Names.product(ght, code);
    var asked = Problem.present(body);
    var reported = asked.toReported();
    return owner
        .governing(origin.caller(), ght)
        .chain(role ->
            rules
                .normaliser(ght)
                .map(normaliser -> added(ght, normaliser, reported))
                .chain(command ->
                    Commands.untilClaimsHold(() ->
                        claimed(ght, command.key())
                            .chain(claimed ->
                                carryOut(
                                    origin,
                                    role,
                                    stream,
                                    command,
                                    headers,
                                    asked,
                                    (_, events, _) -> staked(ght, stream, claimed, events))))))
        .map(answer -> answer.toResponse(ProductBody.Shown.of(code, answer.state())));
  }

  private static ProductCommand.AddAlias added(
      String ght, Normaliser normaliser, ReportedSoftware reported) {
    return new ProductCommand.AddAlias(
        ght,
        normaliser.key(reported),
        new ReportedName(normaliser.cleaned(reported), reported.publisher()));
  }

  @DELETE
  @Path("/aliases/{key}")
  @Operation(summary = "Withdraw an alias, with the reason")
  public Uni<RestResponse<Void>> withdrawAlias(
      @PathParam("code") String code,
      @PathParam("key") String key,
      @QueryParam("ght") @Nullable String group,
      @QueryParam("reason") @Nullable String reason,
      @BeanParam CommandHeaders headers) {
    var origin = call.origin();
    var ght = CatalogueOwner.group(origin.caller(), group);
    var stream = Names.product(ght, code);
    var why = reason(reason);
    return owner
        .governing(origin.caller(), ght)
        .chain(role ->
            Commands.untilClaimsHold(() ->
                claimed(ght, key)
                    .chain(claimed ->
                        carryOut(
                            origin,
                            role,
                            stream,
                            new ProductCommand.WithdrawAlias(ght, key, why),
                            headers,
                            "withdraw " + key + " " + why,
                            (_, events, _) -> staked(ght, stream, claimed, events)))))
        .map(Commands.Answer::toEmptyResponse);
  }

  private static String reason(@Nullable String text) {
    if (text == null) {
      throw Problem.unreadable("reason", "is missing");
    }
    try {
      return Names.text(text);
    } catch (IllegalArgumentException e) {
      throw Problem.unreadable("reason", String.valueOf(e.getMessage()));
    }
  }

  @POST
  @Path("/merges")
  @Operation(summary = "Say that this product is another one, which goes on with its aliases")
  public Uni<RestResponse<ProductBody.Shown>> merge(
      @PathParam("code") String code,
      @QueryParam("ght") @Nullable String group,
      @Nullable MergeBody body,
      @BeanParam CommandHeaders headers) {
    var origin = call.origin();
    var ght = CatalogueOwner.group(origin.caller(), group);
    var stream = Names.product(ght, code);
    var asked = Problem.present(body);
    var reason = asked.checkedReason();
    var into = String.valueOf(asked.into());
    var target = Names.product(ght, into);
    return owner
        .governing(origin.caller(), ght)
        .chain(role ->
            products
                .read(target, AsOf.now())
                .map(found -> found.state() instanceof Product.Catalogued)
                .map(isThere -> new ProductCommand.Merge(ght, code, into, isThere, reason))
                .chain(command ->
                    carryOut(origin, role, stream, command, headers, asked, Claims.none())))
        .map(answer -> answer.toResponse(ProductBody.Shown.of(code, answer.state())));
  }

  private Uni<Commands.Answer<Product>> carryOut(
      Origin origin,
      Role role,
      StreamId stream,
      ProductCommand command,
      CommandHeaders headers,
      Object asked,
      Claims<Product, ProductEvent> claims) {
    return products.carryOut(
        stream,
        command,
        origin.as(role, headers.command(origin.tenant(), stream.toString(), asked)),
        headers.expectedVersion(),
        claims);
  }

  private Uni<Claimed> claimed(String ght, String alias) {
    var key = claimKey(ght, alias);
    return store.claims(Set.of(key)).map(claims -> claims.getOrDefault(key, Claimed.NOBODY));
  }

  private static String claimKey(String ght, String alias) {
    return "alias/" + ght + "/" + alias;
  }

  /** One product at a time has an alias. */
  private static List<Claim> staked(
      String ght, StreamId stream, Claimed claimed, List<ProductEvent> events) {
    return events.stream()
        .<Claim>mapMulti((event, claims) -> {
          switch (event) {
            case AliasAdded(_, var alias, _) -> {
              requireFree(stream, claimed);
              claims.accept(new Claim(claimKey(ght, alias), claimed.version(), true));
            }
            case AliasWithdrawn(_, var alias, _) ->
                claims.accept(new Claim(claimKey(ght, alias), claimed.version(), false));
            case ProductEvent.ProductCatalogued _,
                ProductEvent.ProductDescribed _,
                ProductEvent.ProductMerged _ -> {
              // Nothing that another product could have.
            }
          }
        })
        .toList();
  }

  private static void requireFree(StreamId stream, Claimed claimed) {
    claimed.holders().stream()
        .filter(holder -> !holder.equals(stream))
        .findAny()
        .ifPresent(holder -> {
          throw Kind.REFUSED.with(
              "ALIAS_TAKEN",
              "This name is an alias of %s. Withdraw it there first."
                  .formatted(holder.key().substring(holder.key().indexOf('/') + 1)));
        });
  }

  /** What a caller is told who runs into a rule. */
  public static ProblemException explain(Refusal refusal) {
    return switch ((ProductRefusal) refusal) {
      case NOT_CATALOGUED ->
          Problem.notFound("such product in the group's catalogue: PUT it there first");
      case MERGED ->
          Kind.REFUSED.with(
              refusal.name(), "It was merged into another product. Say it of that one.");
      case NO_SUCH_ALIAS -> Problem.notFound("such alias of this product");
      case TOO_MANY_ALIASES ->
          Kind.REFUSED.with(
              refusal.name(),
              "A product has at most %d aliases. Write a rule instead."
                  .formatted(ProductDecider.MOST_ALIASES));
      case MERGED_WITH_ITSELF -> Problem.invalid("into", "is this product itself");
      case NOTHING_TO_MERGE_INTO ->
          Kind.REFUSED.with(
              refusal.name(),
              "The other product is not in the group's catalogue, or was merged itself.");
    };
  }
}
