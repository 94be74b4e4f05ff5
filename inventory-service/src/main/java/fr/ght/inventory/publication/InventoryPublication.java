package fr.ght.inventory.publication;

import static fr.ght.inventory.log.InventoryEventTypes.APPLICATIONS;
import static fr.ght.inventory.log.InventoryEventTypes.ASSETS;
import static fr.ght.inventory.log.InventoryEventTypes.CONTRACTS;
import static fr.ght.inventory.log.InventoryEventTypes.CREDENTIALS;
import static fr.ght.inventory.log.InventoryEventTypes.GHTS;
import static fr.ght.inventory.log.InventoryEventTypes.INCIDENTS;
import static fr.ght.inventory.log.InventoryEventTypes.LIFECYCLES;
import static fr.ght.inventory.log.InventoryEventTypes.NORMALISATIONS;
import static fr.ght.inventory.log.InventoryEventTypes.PRODUCTS;
import static fr.ght.inventory.log.InventoryEventTypes.SKILLS;

import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.eventsourcing.StoredEvent;
import fr.ght.eventsourcing.UnreadableEvent;
import fr.ght.eventsourcing.kafka.Publication;
import fr.ght.inventory.log.InventoryEventTypes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a line of the log to the public fact that it is, if it is one. Pure, safe to share. */
public final class InventoryPublication implements Publication {

  /** Whom a fact is about, for readers that choose by it. */
  private record Subject(@Nullable String establishment, @Nullable String ght) {}

  /**
   * @return empty for an event that is private to this service
   * @throws UnreadableEvent if the line is of no kind or shape that this program knows
   */
  @Override
  public Optional<OutgoingFact> publish(StoredEvent line) {
    return fact(line).map(InventoryPublication::published);
  }

  private static Optional<InventoryFact> fact(StoredEvent line) {
    var key = line.stream().key();
    return switch (line.stream().kind()) {
      case InventoryEventTypes.GHT -> GhtPublication.fact(key, GHTS.decode(line));
      case InventoryEventTypes.ASSET -> AssetPublication.fact(key, ASSETS.decode(line));
      case InventoryEventTypes.APPLICATION ->
          Optional.of(ApplicationPublication.fact(key, APPLICATIONS.decode(line)));
      case InventoryEventTypes.INCIDENT ->
          Optional.of(IncidentPublication.fact(key, INCIDENTS.decode(line)));
      case InventoryEventTypes.CREDENTIAL ->
          Optional.of(CredentialPublication.fact(CREDENTIALS.decode(line)));
      case InventoryEventTypes.CONTRACT ->
          Optional.of(ContractPublication.fact(key, CONTRACTS.decode(line)));
      // What envelopes there are concerns nobody outside yet (ADR 28).
      case InventoryEventTypes.BUDGET -> Optional.empty();
      case InventoryEventTypes.SKILL -> Optional.of(SkillPublication.fact(SKILLS.decode(line)));
      case InventoryEventTypes.PRODUCT ->
          Optional.of(CataloguePublication.fact(key, PRODUCTS.decode(line)));
      case InventoryEventTypes.NORMALISATION ->
          Optional.of(CataloguePublication.fact(NORMALISATIONS.decode(line)));
      case InventoryEventTypes.LIFECYCLE ->
          Optional.of(CataloguePublication.fact(LIFECYCLES.decode(line)));
      // A kind is a text of the log, not a sealed family.
      default -> throw new UnreadableEvent(line, "unknown kind of stream");
    };
  }

  private static OutgoingFact published(InventoryFact fact) {
    var subject = subject(fact);
    return new OutgoingFact(
        FactTypes.INVENTORY.nameOf(fact),
        FactTypes.INVENTORY.write(fact),
        subject.establishment(),
        subject.ght());
  }

  private static Subject subject(InventoryFact fact) {
    return switch (fact) {
      case GhtCreated(var ght, _) -> new Subject(null, ght);
      case GhtRenamed(var ght, _) -> new Subject(null, ght);
      case EstablishmentJoinedGht(var ght, var at, _, _, _) -> new Subject(at, ght);
      case EstablishmentLeftGht(var ght, var at, _) -> new Subject(at, ght);
      case SupportEstablishmentChanged(var ght, var at, _) -> new Subject(at, ght);
      case EstablishmentProfileRecorded(var ght, var at, _, _, _, _, _) -> new Subject(at, ght);
      case AssetDiscovered asset -> new Subject(asset.establishment(), null);
      case AssetHardwareChanged asset -> new Subject(asset.establishment(), null);
      case AssetOperatingSystemChanged asset -> new Subject(asset.establishment(), null);
      case AssetSoftwareChanged asset -> new Subject(asset.establishment(), null);
      case AssetSeen asset -> new Subject(asset.establishment(), null);
      case AssetMoved asset -> new Subject(asset.to(), null);
      case AssetRetired asset -> new Subject(asset.establishment(), null);
      case AssetReturned asset -> new Subject(asset.establishment(), null);
      case AssetSilenceNoted asset -> new Subject(asset.establishment(), null);
      case AssetMerged asset -> new Subject(asset.establishment(), null);
      case ApplicationFact application -> new Subject(application.establishment(), null);
      case IncidentFact incident -> new Subject(incident.establishment(), null);
      case ContractFact contract -> new Subject(contract.establishment(), null);
      case SkillFact skill -> new Subject(skill.establishment(), null);
      case CredentialFact credential -> new Subject(credential.establishment(), null);
      case CatalogueFact catalogue -> new Subject(null, catalogue.ght());
      case ProductLifecycleRecorded recorded -> new Subject(null, recorded.ght());
    };
  }
}
