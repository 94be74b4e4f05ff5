package fr.ght.inventory.domain.incident;

public enum IncidentKind {
  /** A report of changes only, from a machine that never sent a whole one. */
  PARTIAL_WITHOUT_BASELINE,
  /** A report whose keys fit several machines, or which has none. */
  AMBIGUOUS_MACHINE,
  /** A machine that is known by a strong key at another establishment. */
  SAME_MACHINE_ELSEWHERE
}
