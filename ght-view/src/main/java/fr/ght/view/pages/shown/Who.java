package fr.ght.view.pages.shown;

import fr.ght.access.identity.Known;
import fr.ght.view.french.Labels;
import java.util.Map;

/**
 * Who did something, as readers are told.
 *
 * @param role in French
 */
public record Who(String name, String role) {
  private static final String SYSTEM = "system";
  private static final int SHORT = 8;

  /**
   * @param known what the table of names says, by pseudonym; agents' credentials are not in it
   */
  static Who of(String actor, String role, Map<String, Known> known) {
    return new Who(name(actor, role, known), Labels.actorRole(role));
  }

  static String name(String actor, String role, Map<String, Known> known) {
    return switch (known.get(actor)) {
      case Known.Named(var name) -> name;
      case Known.Nameless _ -> "Personne " + actor.substring(0, Math.min(SHORT, actor.length()));
      case Known.Erased _ -> "Personne effacée";
      case null -> role.equals(SYSTEM) ? "Agent d’inventaire" : "Inconnu";
    };
  }
}
