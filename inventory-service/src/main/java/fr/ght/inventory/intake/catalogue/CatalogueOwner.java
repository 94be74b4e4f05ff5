package fr.ght.inventory.intake.catalogue;

import fr.ght.access.Action;
import fr.ght.access.Caller;
import fr.ght.access.Role;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Whose catalogue a call is about, and whether its caller may change it: it is the group's. */
@Singleton
public final class CatalogueOwner {
  private final Commands<GhtCommand, Ght, GhtEvent> groups;

  CatalogueOwner(Commands<GhtCommand, Ght, GhtEvent> groups) {
    this.groups = groups;
  }

  /**
   * The group that is named, or the only one that the caller may see.
   *
   * @throws Problem.ProblemException 400 if none is named and he may see none or several
   */
  public static String group(Caller caller, @Nullable String named) {
    if (named != null) {
      Names.ght(named);
      return named;
    }
    if (caller.groups().size() != 1) {
      throw Problem.unreadable("ght", "is missing: you may see none, or more than one group");
    }
    return caller.groups().iterator().next();
  }

  /**
   * The role in which the caller decides for the group.
   *
   * @return fails with 403, or 404 as for a group that does not exist
   */
  Uni<Role> governing(Caller caller, String ght) {
    Rights.requireRole(caller, Action.GOVERN_GROUP);
    return groups
        .read(Names.ght(ght), AsOf.now())
        .map(found -> Rights.requireGovernExisting(caller, ght, found.state()));
  }
}
