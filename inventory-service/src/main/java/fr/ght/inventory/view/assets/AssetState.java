package fr.ght.inventory.view.assets;

/** Where a machine of the list stands; merged ones and those not yet counted are not in it. */
enum AssetState {
  IN_SERVICE,
  RETIRED
}
