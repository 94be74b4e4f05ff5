package fr.ght.view.facts;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import java.util.List;

/**
 * Whom a fact is about.
 *
 * @param ght code of the group; empty: it is told to whichever group its establishments were in
 * @param establishments FINESS numbers, never none; the empty text: the whole group. Of two, the
 *     last is where the thing went to
 */
public record About(String ght, List<String> establishments) {
  public static final String NOBODY = "";

  public About {
    establishments = List.copyOf(establishments);
  }

  public static About of(InventoryFact fact) {
    return switch (fact) {
      case GhtFact about -> new About(about.ght(), List.of(establishment(about)));
      case AssetFact about -> new About(NOBODY, establishments(about));
      case ApplicationFact about -> new About(NOBODY, List.of(about.establishment()));
      case IncidentFact about -> new About(NOBODY, List.of(about.establishment()));
      case ContractFact about -> new About(NOBODY, List.of(about.establishment()));
      case SkillFact about -> new About(NOBODY, List.of(about.establishment()));
      case CredentialFact about -> new About(NOBODY, List.of(about.establishment()));
      case CatalogueFact about -> new About(about.ght(), List.of(NOBODY));
      case ProductLifecycleRecorded about ->
          new About(about.ght() == null ? NOBODY : about.ght(), List.of(NOBODY));
    };
  }

  /** Whether it is told to the one group that it names. */
  public boolean ofGroup() {
    return !ght.equals(NOBODY);
  }

  private static String establishment(GhtFact fact) {
    return switch (fact) {
      case GhtCreated _, GhtRenamed _ -> NOBODY;
      case EstablishmentJoinedGht joined -> joined.establishment();
      case EstablishmentLeftGht left -> left.establishment();
      case SupportEstablishmentChanged changed -> changed.establishment();
      case EstablishmentProfileRecorded recorded -> recorded.establishment();
    };
  }

  private static List<String> establishments(AssetFact fact) {
    return switch (fact) {
      case AssetDiscovered discovered -> List.of(discovered.establishment());
      case AssetHardwareChanged changed -> List.of(changed.establishment());
      case AssetOperatingSystemChanged changed -> List.of(changed.establishment());
      case AssetSoftwareChanged changed -> List.of(changed.establishment());
      case AssetSeen seen -> List.of(seen.establishment());
      case AssetMoved moved ->
          moved.from().equals(moved.to()) ? List.of(moved.to()) : List.of(moved.from(), moved.to());
      case AssetRetired retired -> List.of(retired.establishment());
      case AssetReturned returned -> List.of(returned.establishment());
      case AssetSilenceNoted noted -> List.of(noted.establishment());
      case AssetMerged merged -> List.of(merged.establishment());
    };
  }
}
