package fr.ght.inventory.intake.boms;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
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

    /** The first that is said under this name. */
    @Nullable String property(String name) {
      var values = properties(name);
      return values.isEmpty() ? null : values.getFirst();
    }

    /** All that is said under this name. */
    List<String> properties(String name) {
      var values = new ArrayList<String>();
      for (var property : properties == null ? List.<@Nullable Property>of() : properties) {
        var value = property != null && name.equals(property.name()) ? property.value() : null;
        if (value != null) {
          values.add(value);
        }
      }
      return values;
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
