package fr.ght.inventory.domain.application;

/** How far an application is in its life, in the order of that life. */
public enum ApplicationState {
  PLANNED,
  IN_DEPLOYMENT,
  IN_PRODUCTION,
  READ_ONLY,
  DECOMMISSIONED
}
