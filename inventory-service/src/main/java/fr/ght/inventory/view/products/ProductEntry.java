package fr.ght.inventory.view.products;

import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.normalisation.Segments;
import fr.ght.inventory.domain.product.Product.Description;
import org.jspecify.annotations.Nullable;

/** A row of table {@code product_row}. */
record ProductEntry(
    String product,
    String ght,
    String code,
    String name,
    String publisher,
    @Nullable String cpe,
    @Nullable String purl,
    @Nullable String endoflife,
    String state,
    @Nullable String mergedInto,
    @Nullable String segment,
    String sortName,
    String search) {

  static String key(String ght, String code) {
    return ght + "/" + code;
  }

  static ProductEntry of(
      String ght,
      String code,
      String name,
      String publisher,
      Identifiers identifiers,
      ProductState state,
      @Nullable String segment) {
    return new ProductEntry(
        key(ght, code),
        ght,
        code,
        name,
        publisher,
        identifiers.cpe(),
        identifiers.purl(),
        identifiers.endoflife(),
        state.name(),
        null,
        segment,
        SearchText.of(name),
        SearchText.of(name, publisher, code));
  }

  /** As the catalogue describes it; where that is silent, others name it as the rules say. */
  ProductEntry described(Description description, Segments segments) {
    return of(
        ght,
        code,
        description.name(),
        description.publisher(),
        description.identifiers().or(new Identifiers(cpe, purl, endoflife)),
        ProductState.CATALOGUED,
        segments.of(description.name(), description.publisher()).orElse(null));
  }

  /** What it is for by other rules. What nobody knows is for nobody knows what. */
  ProductEntry classified(Segments segments) {
    return new ProductEntry(
        product,
        ght,
        code,
        name,
        publisher,
        cpe,
        purl,
        endoflife,
        state,
        mergedInto,
        state.equals(ProductState.UNKNOWN.name())
            ? null
            : segments.of(name, publisher).orElse(null),
        sortName,
        search);
  }

  /** With these, where nobody has said how else it is named. */
  ProductEntry alsoNamed(Identifiers told) {
    var all = new Identifiers(cpe, purl, endoflife).or(told);
    return new ProductEntry(
        product,
        ght,
        code,
        name,
        publisher,
        all.cpe(),
        all.purl(),
        all.endoflife(),
        state,
        mergedInto,
        segment,
        sortName,
        search);
  }

  ProductEntry merged(String into) {
    return new ProductEntry(
        product,
        ght,
        code,
        name,
        publisher,
        cpe,
        purl,
        endoflife,
        ProductState.MERGED.name(),
        into,
        segment,
        sortName,
        search);
  }

  /** Whether it is there only as long as a reported name is it. */
  boolean restsOnNames() {
    return state.equals(ProductState.RECOGNISED.name())
        || state.equals(ProductState.UNKNOWN.name());
  }
}
