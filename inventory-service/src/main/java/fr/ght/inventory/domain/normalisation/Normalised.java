package fr.ght.inventory.domain.normalisation;

import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a reported name. */
public sealed interface Normalised {

  /** The ids of what made it so, in the order in which it did: cleanings, then a rule or alias. */
  List<String> because();

  /**
   * A product.
   *
   * @param code names the product among those of the group
   * @param version null if neither reported nor part of the name
   */
  record Recognised(
      String code,
      String product,
      String publisher,
      @Nullable String version,
      Identifiers identifiers,
      List<String> because)
      implements Normalised {
    public Recognised {
      because = List.copyOf(because);
    }
  }

  /** Known, but no product by itself: an update, a language pack, a part of another one. */
  record SetAside(String reason, List<String> because) implements Normalised {
    public SetAside {
      because = List.copyOf(because);
    }
  }

  /**
   * No rule is sure.
   *
   * @param key the same for what differs by version, architecture or language only
   * @param name the name without these
   */
  record Unknown(
      String key,
      String name,
      @Nullable String publisher,
      @Nullable String version,
      List<String> because)
      implements Normalised {
    public Unknown {
      because = List.copyOf(because);
    }
  }
}
