package fr.ght.inventory.domain.ght;

/** In which role an establishment belongs to a group. */
public enum Role {
  SUPPORT,
  MEMBER,
  /** Associated without a position, poll or count; may be a full member of another group. */
  PARTNER;

  /** Whether this is the membership of which an establishment has one at a time. */
  public boolean isFull() {
    return this != PARTNER;
  }
}
