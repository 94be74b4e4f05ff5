package fr.ght.inventory.intake.boms;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bill of materials, as far as it is read; names and shapes are those of CycloneDX's JSON.
 *
 * @param version of the BOM, from 1
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6, JSON reference</a>
 */
record Bom(
    @Nullable String bomFormat,
    @Nullable String specVersion,
    @Nullable String serialNumber,
    @Nullable Integer version,
    @Nullable Metadata metadata,
    @Nullable List<@Nullable Component> components,
    @Nullable List<@Nullable Composition> compositions) {

  /**
   * @param component what the BOM is about
   * @param manufacture who made it, as 1.5 says it
   */
  record Metadata(
      @Nullable String timestamp,
      @Nullable Component component,
      @Nullable Organization manufacture,
      @Nullable Organization supplier) {}

  record Component(
      @JsonProperty("bom-ref") @Nullable String bomRef,
      @Nullable String type,
      @Nullable String name,
      @Nullable String version,
      @Nullable String group,
      @Nullable String publisher,
      @Nullable Organization supplier,
      @Nullable Organization manufacturer,
      @Nullable String scope,
      @Nullable String purl,
      @Nullable String cpe,
      @Nullable List<@Nullable Property> properties,
      @Nullable List<@Nullable Component> components) {

    /** The first that is said under one of these names. */
    @Nullable String property(String... names) {
      for (var name : names) {
        for (var property : properties == null ? List.<@Nullable Property>of() : properties) {
          if (property != null && name.equals(property.name()) && property.value() != null) {
            return property.value();
          }
        }
      }
      return null;
    }

    /** All that is said under this name. */
    List<String> properties(String name) {
      return Stream.ofNullable(properties)
          .flatMap(List::stream)
          .filter(Objects::nonNull)
          .filter(property -> name.equals(property.name()))
          .map(Property::value)
          .filter(Objects::nonNull)
          .toList();
    }
  }

  record Organization(@Nullable String name) {}

  record Property(@Nullable String name, @Nullable String value) {}

  /**
   * How complete the BOM is.
   *
   * @param assemblies of which components; of all of them if it is not said
   */
  record Composition(@Nullable String aggregate, @Nullable List<@Nullable String> assemblies) {}
}
