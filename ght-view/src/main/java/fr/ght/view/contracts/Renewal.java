package fr.ght.view.contracts;

/** What becomes of a contract at its end if nobody does anything. */
public enum Renewal {
  /** It goes on by itself for another term (<i>tacite reconduction</i>). */
  TACIT,
  /** It ends, but may be renewed by a decision (<i>reconduction expresse</i>). */
  EXPRESS,
  /** It ends: no renewal is left, or notice was given. */
  NONE
}
