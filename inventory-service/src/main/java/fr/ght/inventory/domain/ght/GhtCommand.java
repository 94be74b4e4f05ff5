package fr.ght.inventory.domain.ght;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

public sealed interface GhtCommand {

  /**
   * The group shall exist under this name.
   *
   * @param support who is designated as support establishment; effective with that establishment's
   *     entry in that role. Null leaves an earlier designation as it is
   */
  record Define(String name, @Nullable Finess support) implements GhtCommand {}

  /**
   * The entry of an establishment shall be as said here.
   *
   * @param from the first day; of the membership, or of the role if the establishment is already a
   *     member in another one
   * @param elsewhere when it is a full member of other groups
   */
  record Join(Finess establishment, String name, Role role, LocalDate from, List<Period> elsewhere)
      implements GhtCommand {
    public Join {
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /**
   * The establishment's last stay ends; a stay that had ended is corrected.
   *
   * @param on the first day on which it no longer belongs to the group
   * @param elsewhere when it is a full member of other groups
   */
  record Leave(Finess establishment, LocalDate on, List<Period> elsewhere) implements GhtCommand {
    public Leave {
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /** Figures from a day on; those recorded before for the same day are corrected. */
  record RecordProfile(Finess establishment, Profile profile) implements GhtCommand {}
}
