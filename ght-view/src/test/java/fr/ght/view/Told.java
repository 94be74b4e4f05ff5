package fr.ght.view;

import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts as they would have arrived, each stream in its order. */
public final class Told {
  private static final Actor ACTOR = new Actor("anonymous", "dsi");

  private final Map<StreamId, Long> versions = new HashMap<>();

  public ReceivedFact<InventoryFact> at(Instant recordedAt, InventoryFact fact) {
    return by(ACTOR, UUID.randomUUID(), null, null, recordedAt, fact);
  }

  /** By somebody, as a part of something. */
  public ReceivedFact<InventoryFact> by(
      Actor actor,
      UUID correlation,
      @Nullable UUID causation,
      @Nullable UUID command,
      Instant recordedAt,
      InventoryFact fact) {
    var stream = stream(fact);
    return new ReceivedFact<>(
        fact,
        UUID.randomUUID(),
        FactTypes.INVENTORY.nameOf(fact),
        stream,
        versions.merge(stream, 1L, Long::sum),
        recordedAt.minusSeconds(1),
        recordedAt,
        actor,
        correlation,
        causation,
        command);
  }

  private static StreamId stream(InventoryFact fact) {
    return switch (fact) {
      case GhtFact about -> new StreamId("ght", about.ght());
      case AssetFact about -> new StreamId("asset", about.asset());
      case ApplicationFact about -> new StreamId("application", about.application());
      case SkillFact about -> new StreamId("skill", about.establishment() + "/" + about.product());
      case IncidentFact about -> new StreamId("incident", about.incident());
      case ContractFact about -> new StreamId("contract", about.contract());
      case CredentialFact about -> new StreamId("credential", about.establishment());
      case CatalogueFact about -> new StreamId("product", about.ght() + "/invented.product");
      case ProductLifecycleRecorded about -> new StreamId("lifecycle", about.product());
    };
  }

  public static InventoryFact created(String ght) {
    return new GhtCreated(ght, "Group of a test");
  }

  public static InventoryFact joined(String ght, String finess, String role, String from) {
    return new EstablishmentJoinedGht(ght, finess, "CH " + finess, role, LocalDate.parse(from));
  }

  public static InventoryFact support(String ght, String finess, String from) {
    return new SupportEstablishmentChanged(ght, finess, LocalDate.parse(from));
  }

  public static InventoryFact left(String ght, String finess, String on) {
    return new EstablishmentLeftGht(ght, finess, LocalDate.parse(on));
  }

  public static InventoryFact profile(String ght, String finess, String from, int workstations) {
    return new EstablishmentProfileRecorded(
        ght, finess, LocalDate.parse(from), 100, null, workstations, 3);
  }

  public static InventoryFact discovered(
      String asset, String finess, String kind, Instant observedAt) {
    return new AssetDiscovered(asset, finess, kind, "PC-" + asset.substring(0, 4), observedAt);
  }

  public static InventoryFact hardware(
      String asset, String finess, String kind, String name, Instant observedAt) {
    return new AssetHardwareChanged(
        asset,
        finess,
        kind,
        name,
        "Lenovo",
        "ThinkCentre Évolué",
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        observedAt);
  }

  public static InventoryFact system(String asset, String finess, Instant observedAt) {
    return new AssetOperatingSystemChanged(
        asset, finess, "Windows 11", "23H2", null, null, observedAt);
  }

  public static InventoryFact software(String asset, String finess, int n, Instant observedAt) {
    return new AssetSoftwareChanged(
        asset,
        finess,
        List.of(new Software("Firefox " + n, "128", null, null)),
        List.of(),
        n,
        observedAt);
  }

  /** Terms as they are told, so far without an end and without a price. */
  public static Agreed terms(String kind, String start, String subject) {
    return new Agreed(
        new ContractTerms(
            kind,
            kind.endsWith("PURCHASE") ? "INVESTMENT" : "OPERATING",
            "Éditeur de santé SA",
            subject,
            null,
            LocalDate.parse(start),
            null,
            null,
            null,
            null,
            null,
            null));
  }

  /** Makes terms of a contract, one piece after the other. */
  public record Agreed(ContractTerms terms) {

    /** A year, or as many as lie between, without a renewal. */
    public Agreed until(String end) {
      var last = LocalDate.parse(end);
      var term = Period.between(terms.start(), last).toString();
      return with(term, terms.renewal(), terms.notice(), last, terms.noticeOn(), terms.price());
    }

    public Agreed renewing(String term, int most, boolean tacit) {
      return with(
          terms.initialTerm(),
          new ContractRenewal(term, most, tacit),
          terms.notice(),
          terms.end(),
          terms.noticeOn(),
          terms.price());
    }

    /** That long before the end that it has. */
    public Agreed notice(String notice) {
      var end = Objects.requireNonNull(terms.end());
      return with(
          terms.initialTerm(),
          terms.renewal(),
          notice,
          end,
          end.minus(Period.parse(notice)),
          terms.price());
    }

    public Agreed noticeOn(LocalDate day) {
      return with(terms.initialTerm(), terms.renewal(), "P1M", terms.end(), day, terms.price());
    }

    public Agreed costing(String amount, String per) {
      return with(
          terms.initialTerm(),
          terms.renewal(),
          terms.notice(),
          terms.end(),
          terms.noticeOn(),
          new ContractPrice(new BigDecimal(amount), per));
    }

    private Agreed with(
        @Nullable String initialTerm,
        @Nullable ContractRenewal renewal,
        @Nullable String notice,
        @Nullable LocalDate end,
        @Nullable LocalDate noticeOn,
        @Nullable ContractPrice price) {
      return new Agreed(
          new ContractTerms(
              terms.kind(),
              terms.budget(),
              terms.supplier(),
              terms.subject(),
              terms.reference(),
              terms.start(),
              initialTerm,
              renewal,
              notice,
              end,
              noticeOn,
              price));
    }
  }

  public static InventoryFact signed(String contract, String finess, Agreed agreed) {
    return new ContractSigned(contract, finess, agreed.terms().start(), agreed.terms());
  }

  public static InventoryFact declared(
      String id, String finess, String function, String product, @Nullable String version) {
    return new ApplicationDeclared(id, finess, function, product, version, "IN_PRODUCTION", 12);
  }
}
