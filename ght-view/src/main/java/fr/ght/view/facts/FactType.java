package fr.ght.view.facts;

import fr.ght.contracts.FactTypes;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What kind of fact it is, whatever version of its shape was sent. */
public final class FactType {
  private static final String VERSION = "\\.v\\d+$";
  private static final Map<String, String> STABLE =
      FactTypes.INVENTORY.names().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), name -> name.replaceFirst(VERSION, "")));
  private static final Set<String> ALL = Set.copyOf(STABLE.values());

  private FactType() {}

  /** Such as {@code fr.ght.inventory.application-declared}. */
  public static String stable(String type) {
    var known = STABLE.get(type);
    return known == null ? type.replaceFirst(VERSION, "") : known;
  }

  /** Of all facts that views take. */
  public static Set<String> all() {
    return ALL;
  }
}
