package fr.ght.local.testing.rights;

/** Where something lies, as its asker stands to it: the places of a cell, in their order. */
public enum Position {
  /** At the asker's own establishment. */
  OWN,
  /** At another establishment of his group. */
  GROUP,
  /** In another group. */
  OTHER
}
