package fr.ght.view.machines;

import fr.ght.contracts.InventoryFact.AssetDiscovered;
import fr.ght.contracts.InventoryFact.AssetHardwareChanged;
import fr.ght.contracts.InventoryFact.AssetOperatingSystemChanged;
import fr.ght.http.lists.SearchText;
import org.jspecify.annotations.Nullable;

/** One machine, as the columns of {@code machine_row}. */
record MachineRow(
    String asset,
    String establishment,
    String kind,
    String name,
    @Nullable String manufacturer,
    @Nullable String model,
    @Nullable String operatingSystem,
    @Nullable String osVersion,
    int softwareCount,
    String state,
    String sortName,
    String search) {

  private static MachineRow of(
      String asset,
      String establishment,
      String kind,
      String name,
      @Nullable String manufacturer,
      @Nullable String model,
      @Nullable String operatingSystem,
      @Nullable String osVersion,
      int softwareCount,
      String state) {
    return new MachineRow(
        asset,
        establishment,
        kind,
        name,
        manufacturer,
        model,
        operatingSystem,
        osVersion,
        softwareCount,
        state,
        SearchText.of(name),
        SearchText.of(name, manufacturer, model, operatingSystem, osVersion));
  }

  static MachineRow of(AssetDiscovered fact) {
    return of(
        fact.asset(),
        fact.establishment(),
        fact.kind(),
        fact.name(),
        null,
        null,
        null,
        null,
        0,
        MachineState.IN_SERVICE.name());
  }

  MachineRow with(AssetHardwareChanged fact) {
    var newName = fact.name();
    return of(
        asset,
        establishment,
        fact.kind(),
        newName == null ? name : newName,
        fact.manufacturer(),
        fact.model(),
        operatingSystem,
        osVersion,
        softwareCount,
        state);
  }

  MachineRow with(AssetOperatingSystemChanged fact) {
    return of(
        asset,
        establishment,
        kind,
        name,
        manufacturer,
        model,
        fact.name(),
        fact.version(),
        softwareCount,
        state);
  }

  MachineRow withSoftware(int total) {
    return new MachineRow(
        asset,
        establishment,
        kind,
        name,
        manufacturer,
        model,
        operatingSystem,
        osVersion,
        total,
        state,
        sortName,
        search);
  }

  MachineRow at(String newEstablishment) {
    return new MachineRow(
        asset,
        newEstablishment,
        kind,
        name,
        manufacturer,
        model,
        operatingSystem,
        osVersion,
        softwareCount,
        state,
        sortName,
        search);
  }

  MachineRow in(MachineState newState) {
    return new MachineRow(
        asset,
        establishment,
        kind,
        name,
        manufacturer,
        model,
        operatingSystem,
        osVersion,
        softwareCount,
        newState.name(),
        sortName,
        search);
  }

  boolean inService() {
    return state.equals(MachineState.IN_SERVICE.name());
  }
}
