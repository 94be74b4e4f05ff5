package fr.ght.inventory.view.memberships;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An unbroken time of an establishment in a group in one role: the columns of table {@code
 * membership_row}.
 *
 * @param membership {@code ght/establishment/first day}
 * @param validTo the first day on which it is so no more; {@link #OPEN} while none is known
 */
record Membership(
    String membership,
    String ght,
    String establishment,
    String name,
    String role,
    LocalDate validFrom,
    LocalDate validTo) {

  static final LocalDate OPEN = LocalDate.parse("9999-12-31");

  /** All of a group, as its events tell it by now. */
  static List<Membership> all(String ght, Ght.Existing group) {
    var all = new ArrayList<Membership>();
    group
        .stays()
        .forEach((establishment, stays) ->
            stays.forEach(stay -> all.addAll(parts(ght, group, establishment, stay))));
    return all;
  }

  /** A stay falls into parts wherever the support role passes on to another establishment. */
  private static List<Membership> parts(
      String ght, Ght.Existing group, Finess establishment, Ght.Stay stay) {
    var starts = new TreeSet<LocalDate>();
    starts.add(stay.period().from());
    group.supports().keySet().stream().filter(stay.period()::contains).forEach(starts::add);
    var parts = new ArrayList<Membership>();
    for (var start : starts) {
      var role = group.roleOn(establishment, start).orElse(stay.role());
      if (parts.isEmpty() || !parts.getLast().role().equals(role.name())) {
        endLast(parts, start);
        parts.add(of(ght, establishment, stay, role, start));
      }
    }
    return parts;
  }

  private static void endLast(List<Membership> parts, LocalDate on) {
    if (!parts.isEmpty()) {
      var last = parts.removeLast();
      parts.add(
          new Membership(
              last.membership,
              last.ght,
              last.establishment,
              last.name,
              last.role,
              last.validFrom,
              on));
    }
  }

  private static Membership of(
      String ght, Finess establishment, Ght.Stay stay, Role role, LocalDate from) {
    var to = stay.period().to();
    return new Membership(
        ght + "/" + establishment + "/" + from,
        ght,
        establishment.number(),
        stay.name(),
        role.name(),
        from,
        to == null ? OPEN : to);
  }
}
