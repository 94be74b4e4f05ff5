package fr.ght.access;

import java.util.Optional;
import java.util.Set;

/** What an action is about. */
public sealed interface Scope {

  /**
   * An establishment.
   *
   * @param groups in which it is at this moment
   */
  record OfEstablishment(String finess, Set<String> groups) implements Scope {
    public OfEstablishment {
      groups = Set.copyOf(groups);
    }
  }

  /**
   * A group.
   *
   * @param support the establishment whose people decide for it, as the facts say at this moment;
   *     empty if nobody does
   */
  record OfGroup(String ght, Optional<String> support) implements Scope {}

  /** No hospital in particular. */
  record Everything() implements Scope {}
}
