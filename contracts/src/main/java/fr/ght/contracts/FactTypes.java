package fr.ght.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The public names of one family of facts ({@code fr.ght.inventory.application-declared.v1}) and
 * how they are written. A reader ignores fields it does not know: a newer sender may add some.
 * Immutable, safe to share.
 */
public final class FactTypes<F> {
  /** Instants as ISO 8601 text, nulls left out, unknown fields ignored, known ones all needed. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .annotationIntrospector(
              AnnotationIntrospector.pair(
                  new JacksonAnnotationIntrospector(), new PresentUnlessNullable()))
          // A question that a record answers is none of its parts.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  public static final FactTypes<InventoryFact> INVENTORY =
      new FactTypes<>(
          InventoryFact.class,
          Map.ofEntries(
              Map.entry("fr.ght.inventory.ght-created.v1", InventoryFact.GhtCreated.class),
              Map.entry("fr.ght.inventory.ght-renamed.v1", InventoryFact.GhtRenamed.class),
              Map.entry(
                  "fr.ght.inventory.establishment-joined-ght.v1",
                  InventoryFact.EstablishmentJoinedGht.class),
              Map.entry(
                  "fr.ght.inventory.establishment-left-ght.v1",
                  InventoryFact.EstablishmentLeftGht.class),
              Map.entry(
                  "fr.ght.inventory.support-establishment-changed.v1",
                  InventoryFact.SupportEstablishmentChanged.class),
              Map.entry(
                  "fr.ght.inventory.establishment-profile-recorded.v1",
                  InventoryFact.EstablishmentProfileRecorded.class),
              Map.entry(
                  "fr.ght.inventory.asset-discovered.v1", InventoryFact.AssetDiscovered.class),
              Map.entry(
                  "fr.ght.inventory.asset-hardware-changed.v1",
                  InventoryFact.AssetHardwareChanged.class),
              Map.entry(
                  "fr.ght.inventory.asset-operating-system-changed.v1",
                  InventoryFact.AssetOperatingSystemChanged.class),
              Map.entry(
                  "fr.ght.inventory.asset-software-changed.v1",
                  InventoryFact.AssetSoftwareChanged.class),
              Map.entry("fr.ght.inventory.asset-seen.v1", InventoryFact.AssetSeen.class),
              Map.entry("fr.ght.inventory.asset-moved.v1", InventoryFact.AssetMoved.class),
              Map.entry("fr.ght.inventory.asset-retired.v1", InventoryFact.AssetRetired.class),
              Map.entry("fr.ght.inventory.asset-returned.v1", InventoryFact.AssetReturned.class),
              Map.entry(
                  "fr.ght.inventory.asset-silence-noted.v1", InventoryFact.AssetSilenceNoted.class),
              Map.entry("fr.ght.inventory.asset-merged.v1", InventoryFact.AssetMerged.class),
              Map.entry(
                  "fr.ght.inventory.application-declared.v1",
                  InventoryFact.ApplicationDeclared.class),
              Map.entry(
                  "fr.ght.inventory.application-version-changed.v1",
                  InventoryFact.ApplicationVersionChanged.class),
              Map.entry(
                  "fr.ght.inventory.application-state-changed.v1",
                  InventoryFact.ApplicationStateChanged.class),
              Map.entry(
                  "fr.ght.inventory.application-users-changed.v1",
                  InventoryFact.ApplicationUsersChanged.class),
              Map.entry(
                  "fr.ght.inventory.application-instance-changed.v1",
                  InventoryFact.ApplicationInstanceChanged.class),
              Map.entry(
                  "fr.ght.inventory.application-instance-withdrawn.v1",
                  InventoryFact.ApplicationInstanceWithdrawn.class),
              Map.entry(
                  "fr.ght.inventory.application-hosting-withdrawn.v1",
                  InventoryFact.ApplicationHostingWithdrawn.class),
              Map.entry(
                  "fr.ght.inventory.application-needs-changed.v1",
                  InventoryFact.ApplicationNeedsChanged.class),
              Map.entry(
                  "fr.ght.inventory.application-hosting-changed.v1",
                  InventoryFact.ApplicationHostingChanged.class),
              Map.entry(
                  "fr.ght.inventory.application-interfaces-changed.v1",
                  InventoryFact.ApplicationInterfacesChanged.class),
              Map.entry(
                  "fr.ght.inventory.application-decommissioned.v1",
                  InventoryFact.ApplicationDecommissioned.class),
              Map.entry(
                  "fr.ght.inventory.skill-coverage-recorded.v1",
                  InventoryFact.SkillCoverageRecorded.class),
              Map.entry(
                  "fr.ght.inventory.skill-coverage-withdrawn.v1",
                  InventoryFact.SkillCoverageWithdrawn.class),
              Map.entry(
                  "fr.ght.inventory.intake-incident-raised.v1",
                  InventoryFact.IntakeIncidentRaised.class),
              Map.entry(
                  "fr.ght.inventory.intake-incident-resolved.v1",
                  InventoryFact.IntakeIncidentResolved.class),
              Map.entry(
                  "fr.ght.inventory.contract-drafted.v1", InventoryFact.ContractDrafted.class),
              Map.entry("fr.ght.inventory.contract-signed.v1", InventoryFact.ContractSigned.class),
              Map.entry(
                  "fr.ght.inventory.contract-corrected.v1", InventoryFact.ContractCorrected.class),
              Map.entry(
                  "fr.ght.inventory.entitlement-recorded.v1",
                  InventoryFact.EntitlementRecorded.class),
              Map.entry(
                  "fr.ght.inventory.entitlement-withdrawn.v1",
                  InventoryFact.EntitlementWithdrawn.class),
              Map.entry(
                  "fr.ght.inventory.contract-renewed.v1", InventoryFact.ContractRenewed.class),
              Map.entry(
                  "fr.ght.inventory.notice-window-opened.v1",
                  InventoryFact.NoticeWindowOpened.class),
              Map.entry(
                  "fr.ght.inventory.contract-terminated.v1",
                  InventoryFact.ContractTerminated.class),
              Map.entry(
                  "fr.ght.inventory.termination-withdrawn.v1",
                  InventoryFact.TerminationWithdrawn.class),
              Map.entry(
                  "fr.ght.inventory.contract-expired.v1", InventoryFact.ContractExpired.class),
              Map.entry(
                  "fr.ght.inventory.credential-issued.v1", InventoryFact.CredentialIssued.class),
              Map.entry(
                  "fr.ght.inventory.credential-rotated.v1", InventoryFact.CredentialRotated.class),
              Map.entry(
                  "fr.ght.inventory.credential-revoked.v1", InventoryFact.CredentialRevoked.class),
              Map.entry(
                  "fr.ght.inventory.product-catalogued.v1", InventoryFact.ProductCatalogued.class),
              Map.entry(
                  "fr.ght.inventory.product-described.v1", InventoryFact.ProductDescribed.class),
              Map.entry(
                  "fr.ght.inventory.product-alias-added.v1", InventoryFact.ProductAliasAdded.class),
              Map.entry(
                  "fr.ght.inventory.product-alias-withdrawn.v1",
                  InventoryFact.ProductAliasWithdrawn.class),
              Map.entry("fr.ght.inventory.product-merged.v1", InventoryFact.ProductMerged.class),
              Map.entry(
                  "fr.ght.inventory.normalisation-rules-adopted.v1",
                  InventoryFact.NormalisationRulesAdopted.class),
              Map.entry(
                  "fr.ght.inventory.product-lifecycle-recorded.v1",
                  InventoryFact.ProductLifecycleRecorded.class)));

  private final Map<String, Class<? extends F>> byName = new TreeMap<>();
  private final Map<Class<?>, String> byClass = new HashMap<>();

  private FactTypes(Class<F> family, Map<String, Class<? extends F>> names) {
    names.forEach((name, shape) -> {
      byName.put(name, shape);
      byClass.put(shape, name);
    });
    requireNamed(family);
  }

  private void requireNamed(Class<?> family) {
    for (var shape : family.getPermittedSubclasses()) {
      if (shape.isSealed()) {
        requireNamed(shape);
      } else if (!byClass.containsKey(shape)) {
        throw new IllegalStateException("no public name for " + shape);
      }
    }
  }

  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /**
   * @throws java.util.NoSuchElementException for a name that is none
   */
  public Class<? extends F> shapeOf(String name) {
    return Optional.ofNullable(byName.get(name)).orElseThrow();
  }

  public String nameOf(F fact) {
    return Objects.requireNonNull(byClass.get(fact.getClass()));
  }

  public byte[] write(F fact) {
    try {
      return JSON.writeValueAsBytes(fact);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + nameOf(fact), e);
    }
  }

  /** Where it does not fit; Jackson's own message may quote the content, and so may its path. */
  private static String where(JsonProcessingException failure) {
    return failure instanceof JsonMappingException mapping
        ? "it does not fit at "
            + mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                .collect(Collectors.joining("."))
        : "it is no JSON";
  }

  /**
   * @return empty if this program does not know the type: a newer sender's fact, which a view
   *     passes over
   * @throws IOException if the body does not have the type's shape; the message holds none of the
   *     content
   */
  public Optional<F> read(String type, byte[] body) throws IOException {
    var shape = byName.get(type);
    if (shape == null) {
      return Optional.empty();
    }
    try {
      F fact = JSON.readValue(body, shape);
      if (fact == null) {
        throw new IOException(type + " does not have its shape: it is null");
      }
      return Optional.of(fact);
    } catch (JsonProcessingException e) {
      throw new IOException(type + " does not have its shape: " + where(e));
    }
  }
}
