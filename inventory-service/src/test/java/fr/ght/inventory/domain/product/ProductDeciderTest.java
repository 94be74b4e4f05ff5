package fr.ght.inventory.domain.product;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static fr.ght.inventory.domain.product.ProductRefusal.*;

import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.product.Product.Description;
import fr.ght.inventory.domain.product.ProductCommand.*;
import fr.ght.inventory.domain.product.ProductEvent.*;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProductDeciderTest {
  private static final ProductDecider PRODUCT = new ProductDecider();
  private static final String GHT = "ght-loire";
  private static final Description FIREFOX =
      new Description("Mozilla Firefox ESR", "Mozilla", Identifiers.NONE);
  private static final Description WITH_DATES =
      new Description("Mozilla Firefox ESR", "Mozilla", new Identifiers(null, null, "firefox"));
  private static final ReportedName NAME = new ReportedName("Firefox DSI", null);
  private static final ProductCatalogued CATALOGUED = new ProductCatalogued(GHT, FIREFOX);
  private static final AliasAdded ALIAS = new AliasAdded(GHT, ".firefox-dsi", NAME);
  private static final ProductMerged MERGED = new ProductMerged(GHT, "mozilla.firefox", "the same");

  private static Merge merge(String into, boolean isThere) {
    return new Merge(GHT, "mozilla.firefox-esr", into, isThere, "the same");
  }

  @Test
  void a_product_is_catalogued_and_described_anew_only_if_something_differs() {
    given(PRODUCT).when(new Catalogue(GHT, FIREFOX)).then(CATALOGUED);
    given(PRODUCT, CATALOGUED).when(new Catalogue(GHT, FIREFOX)).thenNothing();
    given(PRODUCT, CATALOGUED)
        .when(new Catalogue(GHT, WITH_DATES))
        .then(new ProductDescribed(GHT, WITH_DATES));
  }

  @Test
  void an_alias_is_added_once_and_can_be_withdrawn() {
    var add = new AddAlias(GHT, ".firefox-dsi", NAME);
    given(PRODUCT, CATALOGUED).when(add).then(ALIAS);
    given(PRODUCT, CATALOGUED, ALIAS).when(add).thenNothing();
    given(PRODUCT, CATALOGUED, ALIAS)
        .when(new WithdrawAlias(GHT, ".firefox-dsi", "another"))
        .then(new AliasWithdrawn(GHT, ".firefox-dsi", "another"));
    given(PRODUCT, CATALOGUED)
        .when(new WithdrawAlias(GHT, ".firefox-dsi", "another"))
        .thenRefused(NO_SUCH_ALIAS);
  }

  @Test
  void nothing_is_said_of_a_product_that_is_not_in_the_catalogue() {
    given(PRODUCT).when(new AddAlias(GHT, ".firefox-dsi", NAME)).thenRefused(NOT_CATALOGUED);
    given(PRODUCT)
        .when(new WithdrawAlias(GHT, ".firefox-dsi", "another"))
        .thenRefused(NOT_CATALOGUED);
    given(PRODUCT).when(merge("mozilla.firefox", true)).thenRefused(NOT_CATALOGUED);
  }

  @Test
  void a_product_is_merged_into_one_that_is_there_and_is_another() {
    given(PRODUCT, CATALOGUED).when(merge("mozilla.firefox", true)).then(MERGED);
    given(PRODUCT, CATALOGUED)
        .when(merge("mozilla.firefox", false))
        .thenRefused(NOTHING_TO_MERGE_INTO);
    given(PRODUCT, CATALOGUED)
        .when(merge("mozilla.firefox-esr", true))
        .thenRefused(MERGED_WITH_ITSELF);
  }

  @Test
  void a_merged_product_is_said_nothing_more_of() {
    given(PRODUCT, CATALOGUED, MERGED).when(merge("mozilla.firefox", true)).thenNothing();
    given(PRODUCT, CATALOGUED, MERGED)
        .when(merge("google.chrome", true))
        .thenRefused(ProductRefusal.MERGED);
    given(PRODUCT, CATALOGUED, MERGED)
        .when(new Catalogue(GHT, FIREFOX))
        .thenRefused(ProductRefusal.MERGED);
    given(PRODUCT, CATALOGUED, MERGED)
        .when(new AddAlias(GHT, ".x", NAME))
        .thenRefused(ProductRefusal.MERGED);
  }

  @Test
  void a_thousand_aliases_are_enough() {
    var events =
        Stream.concat(
                Stream.<ProductEvent>of(CATALOGUED),
                IntStream.range(0, ProductDecider.MOST_ALIASES)
                    .<ProductEvent>mapToObj(n -> new AliasAdded(GHT, ".name-" + n, NAME)))
            .toArray(ProductEvent[]::new);
    given(PRODUCT, events).when(new AddAlias(GHT, ".one-more", NAME)).thenRefused(TOO_MANY_ALIASES);
  }
}
