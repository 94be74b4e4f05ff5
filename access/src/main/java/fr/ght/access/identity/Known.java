package fr.ght.access.identity;

/** What the table of names says of a pseudonym. */
public sealed interface Known {

  record Named(String name) implements Known {}

  /** The issuer does not say how people call him. */
  record Nameless() implements Known {}

  /** Somebody, and nobody can tell any more who. */
  record Erased() implements Known {}
}
