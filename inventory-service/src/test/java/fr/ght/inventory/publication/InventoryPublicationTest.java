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
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.contracts.FactTypes;
import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.StreamId;
import fr.ght.eventsourcing.UnreadableEvent;
import fr.ght.eventsourcing.kafka.Publication.OutgoingFact;
import fr.ght.inventory.Lines;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationState;
import fr.ght.inventory.domain.application.Hosting;
import fr.ght.inventory.domain.application.Interface;
import fr.ght.inventory.domain.application.Needs;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Hardware;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.asset.Observation.Disk;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.domain.contract.Terms;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import fr.ght.inventory.domain.credential.CredentialEvent;
import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.credential.StoredPassword;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtDecider;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.Profile;
import fr.ght.inventory.domain.ght.Role;
import fr.ght.inventory.domain.incident.IncidentEvent;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.domain.lifecycle.Lifecycle.LifecycleRecorded;
import fr.ght.inventory.domain.normalisation.Adoption.RulesAdopted;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.product.Product;
import fr.ght.inventory.domain.product.ProductEvent;
import fr.ght.inventory.domain.product.ReportedName;
import fr.ght.inventory.domain.skill.SkillEvent;
import fr.ght.inventory.domain.skill.SkillLevel;
import fr.ght.inventory.log.RuleSetJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InventoryPublicationTest {
  private static final String CHU = "420784878";
  private static final String CH = "420013492";
  private static final Finess AT = new Finess(CHU);
  private static final Finess OTHER = new Finess(CH);
  private static final LocalDate DAY = LocalDate.parse("2016-07-01");
  private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
  private static final Instant DAY_BEFORE = Instant.parse("2026-11-22T11:00:00Z");
  private static final String ASSET = "4b0e2f6e-6c35-4c1e-9d2a-0d6b6f1f7a10";
  private static final String INTO = "7d4f3a52-1b9f-4f5d-8a44-2c9c0d8e1b21";
  private static final String APP = "dpi-chu";
  private static final String CONTRACT = "contrat-dpi";
  private static final LocalDate START = LocalDate.parse("2024-02-01");
  private static final LocalDate END = LocalDate.parse("2028-02-01");
  private static final LocalDate NOTICE = LocalDate.parse("2027-08-01");
  private static final LocalDate NEXT_END = LocalDate.parse("2029-02-01");
  private static final LocalDate NEXT_NOTICE = LocalDate.parse("2028-08-01");
  private static final String PRODUCT = "mozilla.firefox";
  private static final String INCIDENT = CHU + "/ambiguous-machine/pc-12";

  private final InventoryPublication publication = new InventoryPublication();

  /** An event, and what it tells the others; null if nothing. */
  private record Told(Object event, @Nullable InventoryFact fact) {}

  static Stream<Told> everything() {
    return Stream.of(
            ghts(),
            assets(),
            hardware(),
            applications(),
            skills(),
            incidents(),
            contracts(),
            credentials(),
            catalogue())
        .flatMap(List::stream);
  }

  private static List<Told> ghts() {
    var ght = "ght-loire";
    return List.of(
        new Told(new GhtEvent.GhtCreated("GHT Loire"), new GhtCreated(ght, "GHT Loire")),
        new Told(new GhtEvent.GhtRenamed("GHT 42"), new GhtRenamed(ght, "GHT 42")),
        new Told(new GhtEvent.SupportDesignated(AT), null),
        new Told(
            new GhtEvent.EstablishmentJoined(AT, "CHU", Role.SUPPORT, DAY),
            new EstablishmentJoinedGht(ght, CHU, "CHU", "SUPPORT", DAY)),
        new Told(
            new GhtEvent.EstablishmentLeft(OTHER, DAY), new EstablishmentLeftGht(ght, CH, DAY)),
        new Told(
            new GhtEvent.SupportEstablishmentChanged(OTHER, DAY),
            new SupportEstablishmentChanged(ght, CH, DAY)),
        new Told(
            new GhtEvent.EstablishmentProfileRecorded(AT, new Profile(DAY, 1900, null, 4000, 60)),
            new EstablishmentProfileRecorded(ght, CHU, DAY, 1900, null, 4000, 60)));
  }

  private static List<Told> assets() {
    var firefox = new Observation.Software("Firefox", "128.0", "Mozilla", "x64");
    var report = new Observation(NOON, true, "pc-12", null, null, null, null, null, null, null);
    return List.of(
        new Told(
            new AssetEvent.AssetDiscovered(AT, AssetKind.WORKSTATION, "pc-12", NOON),
            new AssetDiscovered(ASSET, CHU, "WORKSTATION", "pc-12", NOON)),
        new Told(new AssetEvent.AssetReportKept(AT, report), null),
        new Told(new AssetEvent.AssetKeysLearned(AT, AssetKeys.NONE), null),
        new Told(
            new AssetEvent.AssetOperatingSystemChanged(
                AT, new OperatingSystem("Debian", "12", null, "x86_64"), NOON),
            new AssetOperatingSystemChanged(ASSET, CHU, "Debian", "12", null, "x86_64", NOON)),
        new Told(
            new AssetEvent.AssetSoftwareChanged(AT, List.of(firefox), List.of(), 7, true, NOON),
            new AssetSoftwareChanged(
                ASSET,
                CHU,
                List.of(new Software("Firefox", "128.0", "Mozilla", "x64")),
                List.of(),
                7,
                NOON)),
        new Told(new AssetEvent.AssetSeen(AT, NOON), new AssetSeen(ASSET, CHU, NOON)),
        new Told(
            new AssetEvent.AssetMoved(AT, OTHER, "sold"), new AssetMoved(ASSET, CHU, CH, "sold")),
        new Told(
            new AssetEvent.AssetRetired(AT, DAY, "scrapped"),
            new AssetRetired(ASSET, CHU, DAY, "scrapped")),
        new Told(new AssetEvent.AssetReturned(AT, NOON), new AssetReturned(ASSET, CHU, NOON)),
        new Told(
            new AssetEvent.AssetSilenceNoted(AT, DAY_BEFORE),
            new AssetSilenceNoted(ASSET, CHU, DAY_BEFORE)),
        new Told(
            new AssetEvent.AssetMerged(AT, new AssetId(UUID.fromString(INTO))),
            new AssetMerged(ASSET, CHU, INTO)));
  }

  private static List<Told> hardware() {
    var card = new NetworkInterface("eth0", "00:11:22:33:44:55", List.of("10.0.0.12"), true);
    var bridge = new NetworkInterface("br0", "02:42:00:00:00:01", List.of("10.0.0.13"), false);
    var whole =
        new Hardware(
            "pc-12-2026",
            "pc-12",
            "Desktop",
            "Dell",
            "OptiPlex",
            "8KX12",
            INTO,
            List.of("i5", "i7"),
            8192,
            List.of(
                new Disk("sda", null, 500_000L),
                new Disk("sdb", "Samsung", 250_000L),
                new Disk("sr0", null, null)),
            List.of(bridge, card));
    var nothing =
        new Hardware("pc-12-2026", null, null, null, null, null, null, null, null, null, null);
    return List.of(
        new Told(
            new AssetEvent.AssetHardwareChanged(AT, AssetKind.WORKSTATION, whole, NOON),
            new AssetHardwareChanged(
                ASSET,
                CHU,
                "WORKSTATION",
                "pc-12",
                "Dell",
                "OptiPlex",
                "8KX12",
                INTO,
                "i5, i7",
                8192,
                750_000L,
                List.of("00:11:22:33:44:55"),
                List.of("10.0.0.12", "10.0.0.13"),
                NOON)),
        new Told(
            new AssetEvent.AssetHardwareChanged(AT, AssetKind.OTHER, nothing, NOON),
            new AssetHardwareChanged(
                ASSET,
                CHU,
                "OTHER",
                "pc-12-2026",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                NOON)));
  }

  private static List<Told> applications() {
    return List.of(
        new Told(
            new ApplicationEvent.ApplicationDeclared(
                AT, "patient-record", "Easily", null, ApplicationState.PLANNED, 12),
            new ApplicationDeclared(APP, CHU, "patient-record", "Easily", null, "PLANNED", 12)),
        new Told(
            new ApplicationEvent.ApplicationVersionChanged(AT, "2"),
            new ApplicationVersionChanged(APP, CHU, "2")),
        new Told(
            new ApplicationEvent.ApplicationStateChanged(AT, ApplicationState.READ_ONLY, "why"),
            new ApplicationStateChanged(APP, CHU, "READ_ONLY")),
        new Told(
            new ApplicationEvent.ApplicationUsersChanged(AT, null),
            new ApplicationUsersChanged(APP, CHU, null)),
        new Told(
            new ApplicationEvent.ApplicationInstanceChanged(AT, "easily-loire"),
            new ApplicationInstanceChanged(APP, CHU, "easily-loire")),
        new Told(
            new ApplicationEvent.ApplicationInstanceWithdrawn(AT),
            new ApplicationInstanceWithdrawn(APP, CHU)),
        new Told(
            new ApplicationEvent.ApplicationHostingWithdrawn(AT),
            new ApplicationHostingWithdrawn(APP, CHU)),
        new Told(
            new ApplicationEvent.ApplicationNeedsChanged(
                AT, new Needs(1, 2, 3, 4, Duration.ofHours(4), null)),
            new ApplicationNeedsChanged(APP, CHU, 1, 2, 3, 4, Duration.ofHours(4), null)),
        new Told(
            new ApplicationEvent.ApplicationHostingChanged(AT, new Hosting.OnPremise()),
            new ApplicationHostingChanged(APP, CHU, "ON_PREMISE", null, null)),
        new Told(
            new ApplicationEvent.ApplicationHostingChanged(AT, new Hosting.ByTheGroup()),
            new ApplicationHostingChanged(APP, CHU, "GROUP", null, null)),
        new Told(
            new ApplicationEvent.ApplicationHostingChanged(
                AT, new Hosting.AtCertifiedHost("Hébergeur inventé", null)),
            new ApplicationHostingChanged(APP, CHU, "CERTIFIED_HOST", "Hébergeur inventé", null)),
        new Told(
            new ApplicationEvent.ApplicationHostingChanged(
                AT,
                new Hosting.AtCertifiedHost(
                    "Hébergeur inventé", new Hosting.Certificate("HDS-1", DAY, DAY.plusYears(3)))),
            new ApplicationHostingChanged(
                APP,
                CHU,
                "CERTIFIED_HOST",
                "Hébergeur inventé",
                new HostingCertificate("HDS-1", DAY, DAY.plusYears(3)))),
        new Told(
            new ApplicationEvent.ApplicationInterfacesChanged(
                AT,
                List.of(
                    new Interface(
                        new Interface.OtherApplication("lab"), "HL7v2", Interface.Direction.BOTH),
                    new Interface(
                        new Interface.OutsideSystem("DMP"), "FHIR", Interface.Direction.SENDS))),
            new ApplicationInterfacesChanged(
                APP,
                CHU,
                List.of(
                    new ApplicationInterface("lab", null, "HL7v2", "BOTH"),
                    new ApplicationInterface(null, "DMP", "FHIR", "SENDS")))),
        new Told(
            new ApplicationEvent.ApplicationDecommissioned(AT),
            new ApplicationDecommissioned(APP, CHU)));
  }

  private static List<Told> skills() {
    return List.of(
        new Told(
            new SkillEvent.SkillCoverageRecorded(AT, "GLIMS", SkillLevel.EXPERT, 2, DAY),
            new SkillCoverageRecorded(CHU, "GLIMS", "EXPERT", 2, DAY)),
        new Told(
            new SkillEvent.SkillCoverageWithdrawn(AT, "GLIMS", SkillLevel.LEARNING),
            new SkillCoverageWithdrawn(CHU, "GLIMS", "LEARNING")));
  }

  private static List<Told> incidents() {
    return List.of(
        new Told(
            new IncidentEvent.IncidentRaised(
                AT, IncidentKind.AMBIGUOUS_MACHINE, "pc-12", "fits 2 machines", NOON),
            new IntakeIncidentRaised(
                INCIDENT, CHU, "AMBIGUOUS_MACHINE", "pc-12", "fits 2 machines", NOON)),
        new Told(
            new IncidentEvent.IncidentResolved(AT, "relabelled"),
            new IntakeIncidentResolved(INCIDENT, CHU, "relabelled")));
  }

  private static List<Told> contracts() {
    var terms =
        new Terms(
            AT,
            ContractKind.RENTAL,
            "Éditeur",
            "Dossier patient",
            "2024-017",
            START,
            Period.ofYears(4),
            new Renewal(Period.ofYears(1), 2, true),
            Period.ofMonths(6),
            new Price(new BigDecimal("34000"), Price.Per.YEAR));
    var endless =
        new Terms(
            AT,
            ContractKind.LICENCE_PURCHASE,
            "Éditeur",
            "Licences",
            null,
            START,
            null,
            null,
            null,
            null);
    return List.of(
        new Told(
            new ContractEvent.ContractDrafted(endless),
            new ContractDrafted(
                CONTRACT,
                CHU,
                new ContractTerms(
                    "LICENCE_PURCHASE",
                    "INVESTMENT",
                    "Éditeur",
                    "Licences",
                    null,
                    START,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null))),
        new Told(
            new ContractEvent.ContractSigned(terms, DAY),
            new ContractSigned(CONTRACT, CHU, DAY, told(END, NOTICE))),
        new Told(
            new ContractEvent.ContractCorrected(terms, DAY, 1, null, "why"),
            new ContractCorrected(CONTRACT, CHU, DAY, told(NEXT_END, NEXT_NOTICE))),
        new Told(
            new ContractEvent.ContractCorrected(terms, DAY, 1, NOTICE, "why"),
            new ContractCorrected(CONTRACT, CHU, DAY, told(NOTICE, null))),
        new Told(
            new ContractEvent.EntitlementRecorded(AT, "Office", Metric.MACHINE, 3000),
            new EntitlementRecorded(CONTRACT, CHU, "Office", "MACHINE", 3000)),
        new Told(
            new ContractEvent.EntitlementWithdrawn(AT, "Office", "why"),
            new EntitlementWithdrawn(CONTRACT, CHU, "Office")),
        new Told(
            new ContractEvent.ContractRenewed(AT, 1, END, NEXT_END, NEXT_NOTICE, true),
            new ContractRenewed(CONTRACT, CHU, 1, END, NEXT_END, NEXT_NOTICE, true)),
        new Told(
            new ContractEvent.NoticeWindowOpened(AT, NOTICE, END),
            new NoticeWindowOpened(CONTRACT, CHU, NOTICE, END)),
        new Told(
            new ContractEvent.ContractTerminated(AT, DAY, END, "why"),
            new ContractTerminated(CONTRACT, CHU, DAY, END)),
        new Told(
            new ContractEvent.TerminationWithdrawn(AT, END, NOTICE, "why"),
            new TerminationWithdrawn(CONTRACT, CHU, END, NOTICE)),
        new Told(
            new ContractEvent.ContractExpired(AT, END), new ContractExpired(CONTRACT, CHU, END)));
  }

  private static ContractTerms told(LocalDate end, @Nullable LocalDate noticeOn) {
    return new ContractTerms(
        "RENTAL",
        "OPERATING",
        "Éditeur",
        "Dossier patient",
        "2024-017",
        START,
        "P4Y",
        new ContractRenewal("P1Y", 2, true),
        "P6M",
        end,
        noticeOn,
        new ContractPrice(new BigDecimal("34000.00"), "YEAR"));
  }

  @Test
  void why_a_contract_was_corrected_or_ended_stays_in_the_house() {
    for (var told : contracts()) {
      assertThat(publish(told.event()).orElseThrow().body())
          .asString(UTF_8)
          .doesNotContain("why", "reason");
    }
  }

  /** Hashes of passwords stay in the house. */
  private static List<Told> credentials() {
    var id = new CredentialId(UUID.fromString(INTO));
    var password = new StoredPassword("a hash", 12);
    return List.of(
        new Told(
            new CredentialEvent.CredentialIssued(
                AT, id, id.userAt(AT), "Site nord", password, NOON),
            new CredentialIssued(INTO, CHU, "Site nord")),
        new Told(
            new CredentialEvent.CredentialRotated(AT, id, password, DAY_BEFORE, NOON),
            new CredentialRotated(INTO, CHU, NOON)),
        new Told(
            new CredentialEvent.CredentialRevoked(AT, id, NOON), new CredentialRevoked(INTO, CHU)));
  }

  private static List<Told> catalogue() {
    var ght = "ght-loire";
    var cpe = "cpe:2.3:a:mozilla:firefox:*:*:*:*:*:*:*:*";
    var described =
        new Product.Description("Firefox", "Mozilla", new Identifiers(cpe, null, "firefox"));
    var identifiers = new ProductIdentifiers(cpe, null, "firefox");
    var name = new ReportedName("Firefox DSI", null);
    var release =
        new fr.ght.inventory.domain.lifecycle.Release(
            "128", null, null, null, DAY, null, null, "128.0.1");
    return List.of(
        new Told(
            new ProductEvent.ProductCatalogued(ght, described),
            new ProductCatalogued(ght, PRODUCT, "Firefox", "Mozilla", identifiers)),
        new Told(
            new ProductEvent.ProductDescribed(ght, described),
            new ProductDescribed(ght, PRODUCT, "Firefox", "Mozilla", identifiers)),
        new Told(
            new ProductEvent.AliasAdded(ght, ".firefox-dsi", name),
            new ProductAliasAdded(ght, PRODUCT, ".firefox-dsi", "Firefox DSI", null)),
        new Told(
            new ProductEvent.AliasWithdrawn(ght, ".firefox-dsi", "another"),
            new ProductAliasWithdrawn(ght, PRODUCT, ".firefox-dsi", "another")),
        new Told(
            new ProductEvent.ProductMerged(ght, "mozilla.esr", "the same"),
            new ProductMerged(ght, PRODUCT, "mozilla.esr", "the same")),
        new Told(
            new RulesAdopted(ght, 2, RuleSetJson.FIRST_SHIPPED, "ours"),
            new NormalisationRulesAdopted(
                ght, 2, RuleSetJson.FIRST_SHIPPED.rules().size(), "ours")),
        new Told(
            new LifecycleRecorded(null, "firefox", "Firefox", List.of(release), "a file"),
            new ProductLifecycleRecorded(
                null,
                "firefox",
                "Firefox",
                List.of(new Release("128", null, null, null, DAY, null, null, "128.0.1")),
                "a file")));
  }

  @Test
  void nothing_of_a_password_is_told() {
    for (var told : credentials()) {
      assertThat(publish(told.event()).orElseThrow().body())
          .asString(UTF_8)
          .doesNotContain("hash", "password", "\"user\"");
    }
  }

  private Optional<OutgoingFact> publish(Object event) {
    return publication.publish(
        switch (event) {
          case GhtEvent ght -> Lines.of(new StreamId("ght", "ght-loire"), GHTS, ght);
          case AssetEvent asset -> Lines.of(new StreamId("asset", ASSET), ASSETS, asset);
          case ApplicationEvent application ->
              Lines.of(new StreamId("application", APP), APPLICATIONS, application);
          case SkillEvent skill -> Lines.of(new StreamId("skill", CHU + "/glims"), SKILLS, skill);
          case IncidentEvent incident ->
              Lines.of(new StreamId("incident", INCIDENT), INCIDENTS, incident);
          case ContractEvent contract ->
              Lines.of(new StreamId("contract", CONTRACT), CONTRACTS, contract);
          case CredentialEvent credential ->
              Lines.of(new StreamId("credential", CHU), CREDENTIALS, credential);
          case ProductEvent product ->
              Lines.of(new StreamId("product", "ght-loire/" + PRODUCT), PRODUCTS, product);
          case RulesAdopted adopted ->
              Lines.of(new StreamId("normalisation", "ght-loire"), NORMALISATIONS, adopted);
          case LifecycleRecorded recorded ->
              Lines.of(new StreamId("lifecycle", recorded.product()), LIFECYCLES, recorded);
          default -> throw new IllegalArgumentException(event.toString());
        });
  }

  @ParameterizedTest
  @MethodSource("everything")
  void an_event_is_told_as_its_fact(Told told) throws IOException {
    var published = publish(told.event());
    assertThat(published.isPresent()).isEqualTo(told.fact() != null);
    if (published.isPresent()) {
      var out = published.get();
      assertThat(FactTypes.INVENTORY.read(out.type(), out.body())).contains(told.fact());
    }
  }

  @Test
  void every_event_and_every_fact_is_among_those_told_here() {
    var events = new HashSet<Class<?>>();
    var facts = new HashSet<String>();
    everything()
        .forEach(told -> {
          events.add(told.event().getClass());
          publish(told.event()).ifPresent(published -> facts.add(published.type()));
        });
    var all = new HashSet<Class<?>>();
    Stream.of(
            GhtEvent.class,
            AssetEvent.class,
            ApplicationEvent.class,
            SkillEvent.class,
            IncidentEvent.class,
            CredentialEvent.class,
            ContractEvent.class,
            ProductEvent.class)
        .forEach(family -> all.addAll(List.of(family.getPermittedSubclasses())));
    all.addAll(List.of(RulesAdopted.class, LifecycleRecorded.class));
    assertThat(events).isEqualTo(all);
    assertThat(facts).isEqualTo(FactTypes.INVENTORY.names());
  }

  @Test
  void a_fact_says_whom_it_is_about() {
    assertThat(publish(new GhtEvent.GhtCreated("x")).orElseThrow())
        .extracting(OutgoingFact::establishment, OutgoingFact::ght)
        .containsExactly(null, "ght-loire");
    assertThat(publish(new GhtEvent.EstablishmentLeft(OTHER, DAY)).orElseThrow())
        .extracting(OutgoingFact::establishment, OutgoingFact::ght)
        .containsExactly(CH, "ght-loire");
    assertThat(publish(new AssetEvent.AssetMoved(AT, OTHER, "sold")).orElseThrow())
        .extracting(OutgoingFact::establishment, OutgoingFact::ght)
        .containsExactly(CH, null);
    assertThat(publish(new ApplicationEvent.ApplicationDecommissioned(AT)).orElseThrow())
        .extracting(OutgoingFact::establishment, OutgoingFact::ght)
        .containsExactly(CHU, null);
  }

  @Test
  void a_support_entry_says_who_is_support_from_when() {
    var decider = new GhtDecider();
    var ght = decider.fold(decider.initial(), List.of(new GhtEvent.GhtCreated("GHT Loire")));
    var entry = new GhtCommand.Join(AT, "CHU", Role.SUPPORT, DAY, List.of());
    var told = new ArrayList<InventoryFact>();
    if (decider.decide(ght, entry) instanceof Decision.Accepted<GhtEvent>(var events)) {
      events.forEach(event -> publish(event).ifPresent(out -> told.add(read(out))));
    }
    assertThat(told)
        .containsExactly(
            new EstablishmentJoinedGht("ght-loire", CHU, "CHU", "SUPPORT", DAY),
            new SupportEstablishmentChanged("ght-loire", CHU, DAY));
  }

  @Test
  void what_cannot_be_read_is_said_without_its_content() {
    var asset = new StreamId("asset", ASSET);
    var seen = "{\"establishment\":\"%s\",\"observedAt\":\"2026-11-23T11:00:00Z\"}";
    for (var line :
        List.of(
            Lines.line(new StreamId("ward", "1"), "asset-seen", 1, seen.formatted(CHU)),
            Lines.line(asset, "asset-dreamt-of", 1, "{\"secret\":1}"),
            Lines.line(asset, "asset-seen", 2, "{\"secret\":1}"),
            Lines.line(asset, "asset-seen", 1, "{\"secret\":1}"),
            Lines.line(asset, "asset-seen", 1, seen.formatted("secret")),
            Lines.line(
                asset, "asset-seen", 1, "{\"establishment\":\"420784878\",\"observedAt\":null}"),
            Lines.line(asset, "asset-seen", 1, "secret"),
            Lines.line(asset, "asset-seen", 1, "null"))) {
      assertThatThrownBy(() -> publication.publish(line))
          .as(line.payload())
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void why_a_state_was_corrected_stays_in_the_house() {
    var told =
        publish(
                new ApplicationEvent.ApplicationStateChanged(
                    AT, ApplicationState.READ_ONLY, "a reason in free text"))
            .orElseThrow();
    assertThat(new String(told.body(), UTF_8)).doesNotContain("free text");
  }

  private static InventoryFact read(OutgoingFact published) {
    try {
      return FactTypes.INVENTORY.read(published.type(), published.body()).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
