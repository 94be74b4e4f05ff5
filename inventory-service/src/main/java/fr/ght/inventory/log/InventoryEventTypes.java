package fr.ght.inventory.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.ght.contracts.PresentUnlessNullable;
import fr.ght.eventsourcing.EventTypes;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.domain.application.ApplicationEvent.*;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.budget.BudgetEvent;
import fr.ght.inventory.domain.budget.BudgetEvent.*;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractEvent.*;
import fr.ght.inventory.domain.credential.CredentialEvent;
import fr.ght.inventory.domain.credential.CredentialEvent.*;
import fr.ght.inventory.domain.credential.CredentialId;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.GhtEvent.*;
import fr.ght.inventory.domain.incident.IncidentEvent;
import fr.ght.inventory.domain.incident.IncidentEvent.*;
import fr.ght.inventory.domain.lifecycle.Lifecycle.LifecycleRecorded;
import fr.ght.inventory.domain.normalisation.Adoption.RulesAdopted;
import fr.ght.inventory.domain.product.ProductEvent;
import fr.ght.inventory.domain.product.ProductEvent.*;
import fr.ght.inventory.domain.skill.SkillEvent;
import fr.ght.inventory.domain.skill.SkillEvent.*;
import java.util.UUID;
import java.util.function.Function;

/** The stored names of all events of inventory-service. Immutable, safe to share. */
public final class InventoryEventTypes {

  /** Stream kinds, the part of a stream's id before the slash. */
  public static final String GHT = "ght";

  public static final String ASSET = "asset";
  public static final String APPLICATION = "application";
  public static final String INCIDENT = "incident";
  public static final String CREDENTIAL = "credential";
  public static final String CONTRACT = "contract";
  public static final String BUDGET = "budget";
  public static final String SKILL = "skill";
  public static final String PRODUCT = "product";
  public static final String NORMALISATION = "normalisation";
  public static final String LIFECYCLE = "lifecycle";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(values())
          .annotationIntrospector(
              AnnotationIntrospector.pair(
                  new JacksonAnnotationIntrospector(), new PresentUnlessNullable()))
          // A question that a record answers is none of its parts.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  static {
    ApplicationShapes.name(JSON);
  }

  public static final EventTypes<GhtEvent> GHTS =
      EventTypes.of(GhtEvent.class, JSON)
          .type("ght-created", 1, GhtCreated.class)
          .type("ght-renamed", 1, GhtRenamed.class)
          .type("support-designated", 1, SupportDesignated.class)
          .type("establishment-joined", 1, EstablishmentJoined.class)
          .type("establishment-left", 1, EstablishmentLeft.class)
          .type("support-establishment-changed", 1, SupportEstablishmentChanged.class)
          .type("establishment-profile-recorded", 1, EstablishmentProfileRecorded.class)
          .build();

  public static final EventTypes<AssetEvent> ASSETS =
      EventTypes.of(AssetEvent.class, JSON)
          .type("asset-discovered", 1, AssetDiscovered.class)
          .type("asset-report-kept", 1, AssetReportKept.class)
          .type("asset-keys-learned", 1, AssetKeysLearned.class)
          .type("asset-hardware-changed", 1, AssetHardwareChanged.class)
          .type("asset-operating-system-changed", 1, AssetOperatingSystemChanged.class)
          .type("asset-software-changed", 1, AssetSoftwareChanged.class)
          .type("asset-seen", 1, AssetSeen.class)
          .type("asset-moved", 1, AssetMoved.class)
          .type("asset-retired", 1, AssetRetired.class)
          .type("asset-returned", 1, AssetReturned.class)
          .type("asset-silence-noted", 1, AssetSilenceNoted.class)
          .type("asset-merged", 1, AssetMerged.class)
          .build();

  public static final EventTypes<ApplicationEvent> APPLICATIONS =
      EventTypes.of(ApplicationEvent.class, JSON)
          .type("application-declared", 1, ApplicationDeclared.class)
          .type("application-version-changed", 1, ApplicationVersionChanged.class)
          .type("application-state-changed", 1, ApplicationStateChanged.class)
          .type("application-users-changed", 1, ApplicationUsersChanged.class)
          .type("application-instance-changed", 1, ApplicationInstanceChanged.class)
          .type("application-instance-withdrawn", 1, ApplicationInstanceWithdrawn.class)
          .type("application-needs-changed", 1, ApplicationNeedsChanged.class)
          .type("application-hosting-changed", 1, ApplicationHostingChanged.class)
          .type("application-hosting-withdrawn", 1, ApplicationHostingWithdrawn.class)
          .type("application-interfaces-changed", 1, ApplicationInterfacesChanged.class)
          .type("application-decommissioned", 1, ApplicationDecommissioned.class)
          .build();

  public static final EventTypes<IncidentEvent> INCIDENTS =
      EventTypes.of(IncidentEvent.class, JSON)
          .type("incident-raised", 1, IncidentRaised.class)
          .type("incident-resolved", 1, IncidentResolved.class)
          .build();

  public static final EventTypes<CredentialEvent> CREDENTIALS =
      EventTypes.of(CredentialEvent.class, JSON)
          .type("credential-issued", 1, CredentialIssued.class)
          .type("credential-rotated", 1, CredentialRotated.class)
          .type("credential-revoked", 1, CredentialRevoked.class)
          .build();

  public static final EventTypes<ContractEvent> CONTRACTS =
      EventTypes.of(ContractEvent.class, JSON)
          .type("contract-drafted", 1, ContractDrafted.class)
          .type("contract-signed", 1, ContractSigned.class)
          .type("contract-corrected", 1, ContractCorrected.class)
          .type("entitlement-recorded", 1, EntitlementRecorded.class)
          .type("entitlement-withdrawn", 1, EntitlementWithdrawn.class)
          .type("contract-renewed", 1, ContractRenewed.class)
          .type("notice-window-opened", 1, NoticeWindowOpened.class)
          .type("contract-terminated", 1, ContractTerminated.class)
          .type("termination-withdrawn", 1, TerminationWithdrawn.class)
          .type("contract-expired", 1, ContractExpired.class)
          .build();

  public static final EventTypes<BudgetEvent> BUDGETS =
      EventTypes.of(BudgetEvent.class, JSON)
          .type("budget-envelope-set", 1, BudgetEnvelopeSet.class)
          .type("budget-envelope-withdrawn", 1, BudgetEnvelopeWithdrawn.class)
          .type("budget-overrun-chosen", 1, BudgetOverrunChosen.class)
          .build();

  public static final EventTypes<SkillEvent> SKILLS =
      EventTypes.of(SkillEvent.class, JSON)
          .type("skill-coverage-recorded", 1, SkillCoverageRecorded.class)
          .type("skill-coverage-withdrawn", 1, SkillCoverageWithdrawn.class)
          .build();

  public static final EventTypes<ProductEvent> PRODUCTS =
      EventTypes.of(ProductEvent.class, JSON)
          .type("product-catalogued", 1, ProductCatalogued.class)
          .type("product-described", 1, ProductDescribed.class)
          .type("product-alias-added", 1, AliasAdded.class)
          .type("product-alias-withdrawn", 1, AliasWithdrawn.class)
          .type("product-merged", 1, ProductMerged.class)
          .build();

  public static final EventTypes<RulesAdopted> NORMALISATIONS =
      EventTypes.of(RulesAdopted.class, JSON)
          .type("normalisation-rules-adopted", 1, RulesAdopted.class)
          .build();

  public static final EventTypes<LifecycleRecorded> LIFECYCLES =
      EventTypes.of(LifecycleRecorded.class, JSON)
          .type("lifecycle-recorded", 1, LifecycleRecorded.class)
          .build();

  private InventoryEventTypes() {}

  /** Values of the domain that are one text in JSON. */
  private static SimpleModule values() {
    var values = new SimpleModule("inventory-values");
    asText(values, Finess.class, Finess::new);
    asText(values, AssetId.class, text -> new AssetId(UUID.fromString(text)));
    asText(values, CredentialId.class, text -> new CredentialId(UUID.fromString(text)));
    return values;
  }

  private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> read) {
    module.addSerializer(type, ToStringSerializer.instance);
    module.addDeserializer(
        type,
        new FromStringDeserializer<T>(type) {
          private static final long serialVersionUID = 1;

          @Override
          protected T _deserialize(String text, DeserializationContext context) {
            return read.apply(text);
          }
        });
  }
}
