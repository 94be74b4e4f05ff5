package fr.ght.inventory.domain.product;

import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import java.util.LinkedHashMap;
import java.util.Map;

/** A product of a group, as far as somebody has said something of it. */
public sealed interface Product {

  record Uncatalogued() implements Product {}

  /**
   * @param aliases by their keys
   */
  record Catalogued(Description description, Map<String, ReportedName> aliases) implements Product {
    public Catalogued {
      aliases = Map.copyOf(aliases);
    }

    Catalogued with(Description now) {
      return new Catalogued(now, aliases);
    }

    Catalogued with(String key, ReportedName name) {
      var all = new LinkedHashMap<>(aliases);
      all.put(key, name);
      return new Catalogued(description, all);
    }

    Catalogued without(String key) {
      var all = new LinkedHashMap<>(aliases);
      all.remove(key);
      return new Catalogued(description, all);
    }
  }

  /** Lives on in the product {@code into}. */
  record Merged(Catalogued last, String into) implements Product {}

  /** What a product is called, and how others name it. */
  record Description(String name, String publisher, Identifiers identifiers) {}
}
