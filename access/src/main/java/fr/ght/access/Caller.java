package fr.ght.access;

import java.util.Set;

/**
 * Who calls, as his token says.
 *
 * @param subject a pseudonym, never a name
 * @param establishments FINESS numbers of those he acts for
 * @param groups codes of those he may see
 */
public record Caller(
    String subject, Set<Role> roles, Set<String> establishments, Set<String> groups) {

  public Caller {
    roles = Set.copyOf(roles);
    establishments = Set.copyOf(establishments);
    groups = Set.copyOf(groups);
  }

  public boolean actsFor(String establishment) {
    return establishments.contains(establishment);
  }

  public boolean sees(String ght) {
    return groups.contains(ght);
  }
}
