package fr.ght.inventory.view.applications;

/** Where an application runs, as lists say it and filter by it. */
enum HostingKind {
  ON_PREMISE,
  GROUP,
  CERTIFIED_HOST
}
