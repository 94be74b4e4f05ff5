package fr.ght.inventory.view.assets;

import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.asset.AssetEvent.AssetDiscovered;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.asset.Hardware;
import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.establishment.Finess;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One machine as a list shows and searches it: the columns of table {@code asset_row}.
 *
 * @param network its MAC and IP addresses, which it is searched by
 * @param sortName its name without case and accents
 */
record ListedAsset(
    String asset,
    String establishment,
    String kind,
    String name,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String serial,
    @Nullable String hardwareUuid,
    @Nullable Integer memoryMib,
    @Nullable String operatingSystem,
    @Nullable String osVersion,
    int softwareCount,
    String state,
    String network,
    String sortName,
    String search) {

  static ListedAsset of(String asset, AssetDiscovered event) {
    return new ListedAsset(
        asset,
        event.establishment().number(),
        event.kind().name(),
        event.name(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        AssetState.IN_SERVICE.name(),
        "",
        SearchText.of(event.name()),
        SearchText.of(event.name()));
  }

  ListedAsset with(AssetKind newKind, Hardware hardware) {
    return new ListedAsset(
            asset,
            establishment,
            newKind.name(),
            hardware.displayName(),
            hardware.manufacturer(),
            hardware.model(),
            hardware.serial(),
            hardware.uuid(),
            hardware.memoryMib(),
            operatingSystem,
            osVersion,
            softwareCount,
            state,
            network(hardware),
            SearchText.of(hardware.displayName()),
            search)
        .searchable();
  }

  ListedAsset with(OperatingSystem system) {
    return new ListedAsset(
            asset,
            establishment,
            kind,
            name,
            manufacturer,
            model,
            serial,
            hardwareUuid,
            memoryMib,
            system.name(),
            system.version(),
            softwareCount,
            state,
            network,
            sortName,
            search)
        .searchable();
  }

  ListedAsset withSoftware(int total) {
    return standing(establishment, total, state, search);
  }

  ListedAsset with(AssetState newState) {
    return standing(establishment, softwareCount, newState.name(), search);
  }

  ListedAsset at(Finess newEstablishment) {
    return standing(newEstablishment.number(), softwareCount, state, search);
  }

  private ListedAsset searchable() {
    return standing(
        establishment,
        softwareCount,
        state,
        SearchText.of(
            name, manufacturer, model, serial, hardwareUuid, operatingSystem, osVersion, network));
  }

  private ListedAsset standing(String place, int software, String newState, String newSearch) {
    return new ListedAsset(
        asset,
        place,
        kind,
        name,
        manufacturer,
        model,
        serial,
        hardwareUuid,
        memoryMib,
        operatingSystem,
        osVersion,
        software,
        newState,
        network,
        sortName,
        newSearch);
  }

  private static String network(Hardware hardware) {
    return hardware.network() == null
        ? ""
        : hardware.network().stream()
            .flatMap(ListedAsset::addresses)
            .distinct()
            .collect(Collectors.joining(" "));
  }

  private static Stream<String> addresses(NetworkInterface card) {
    return Stream.concat(
        Stream.ofNullable(card.mac()), card.addresses().stream().filter(Objects::nonNull));
  }
}
