package fr.ght.inventory.view.incidents;

/** Whether someone has settled an incident. */
enum IncidentState {
  OPEN,
  RESOLVED
}
