package fr.ght.inventory.domain.product;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;
import static fr.ght.inventory.domain.product.ProductRefusal.*;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.product.Product.*;
import fr.ght.inventory.domain.product.ProductCommand.*;
import fr.ght.inventory.domain.product.ProductEvent.*;
import java.util.Map;

/** What a group may say of a product of its catalogue. */
public final class ProductDecider implements Decider<ProductCommand, Product, ProductEvent> {
  public static final int MOST_ALIASES = 1_000;

  @Override
  public Product initial() {
    return new Uncatalogued();
  }

  @Override
  public Decision<ProductEvent> decide(Product product, ProductCommand command) {
    return switch (product) {
      case Uncatalogued _ ->
          command instanceof Catalogue(var ght, var description)
              ? accept(new ProductCatalogued(ght, description))
              : refuse(NOT_CATALOGUED);
      case Merged merged -> decideMerged(merged, command);
      case Catalogued catalogued ->
          switch (command) {
            case Catalogue(var ght, var description) ->
                description.equals(catalogued.description())
                    ? accept()
                    : accept(new ProductDescribed(ght, description));
            case AddAlias add -> addAlias(catalogued, add);
            case WithdrawAlias(var ght, var key, var reason) ->
                catalogued.aliases().containsKey(key)
                    ? accept(new AliasWithdrawn(ght, key, reason))
                    : refuse(NO_SUCH_ALIAS);
            case Merge merge -> merge(merge);
          };
    };
  }

  private static Decision<ProductEvent> decideMerged(Merged merged, ProductCommand command) {
    return switch (command) {
      case Merge(_, _, var into, _, _) when into.equals(merged.into()) -> accept();
      case Catalogue _, AddAlias _, WithdrawAlias _, Merge _ -> refuse(MERGED);
    };
  }

  private static Decision<ProductEvent> addAlias(Catalogued catalogued, AddAlias command) {
    if (catalogued.aliases().containsKey(command.key())) {
      return accept();
    }
    return catalogued.aliases().size() >= MOST_ALIASES
        ? refuse(TOO_MANY_ALIASES)
        : accept(new AliasAdded(command.ght(), command.key(), command.name()));
  }

  private static Decision<ProductEvent> merge(Merge command) {
    if (command.into().equals(command.self())) {
      return refuse(MERGED_WITH_ITSELF);
    }
    return command.intoIsThere()
        ? accept(new ProductMerged(command.ght(), command.into(), command.reason()))
        : refuse(NOTHING_TO_MERGE_INTO);
  }

  @Override
  public Product evolve(Product product, ProductEvent event) {
    return switch (event) {
      case ProductCatalogued(_, var description) -> new Catalogued(description, Map.of());
      case ProductDescribed(_, var description) -> catalogued(product).with(description);
      case AliasAdded(_, var key, var name) -> catalogued(product).with(key, name);
      case AliasWithdrawn(_, var key, _) -> catalogued(product).without(key);
      case ProductMerged(_, var into, _) -> new Merged(catalogued(product), into);
    };
  }

  private static Catalogued catalogued(Product product) {
    return switch (product) {
      case Catalogued catalogued -> catalogued;
      case Uncatalogued _, Merged _ ->
          throw new IllegalStateException("changed while it is not in the catalogue");
    };
  }
}
