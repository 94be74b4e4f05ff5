package fr.ght.inventory.domain.application;

/** What of an application may be said to be unknown again. */
public enum Aspect {
  INSTANCE,
  AVAILABILITY,
  INTEGRITY,
  CONFIDENTIALITY,
  EVIDENCE,
  RTO,
  RPO,
  HOSTING
}
