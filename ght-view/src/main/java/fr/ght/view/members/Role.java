package fr.ght.view.members;

/** In which role an establishment belongs to a group on a day. */
public enum Role {
  SUPPORT,
  MEMBER,
  /** Associated, and not counted; it may be a full member of another group. */
  PARTNER
}
