package fr.ght.inventory.domain.budget;

import fr.ght.inventory.domain.establishment.Finess;
import org.jspecify.annotations.Nullable;

/**
 * Whose envelopes they are: one of both is said.
 *
 * @param establishment its own
 * @param ght code of the group, for all its full members together
 */
public record BudgetOwner(@Nullable Finess establishment, @Nullable String ght) {

  public static BudgetOwner of(Finess establishment) {
    return new BudgetOwner(establishment, null);
  }

  public static BudgetOwner ofGroup(String ght) {
    return new BudgetOwner(null, ght);
  }
}
