package fr.ght.inventory.domain.ght;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A group as its events tell it, and the questions it answers about any date. */
public sealed interface Ght {

  record Unknown() implements Ght {}

  /**
   * One unbroken time in the group.
   *
   * @param name of the establishment
   * @param role of the entry: a support establishment may have passed the role on since, and a
   *     member may have taken it
   */
  record Stay(Period period, String name, Role role) {}

  /** An establishment that is in the group on some date, in the role it has on that date. */
  record Member(Finess establishment, String name, Role role) {}

  /**
   * @param designated who shall be the support establishment, if that was said
   * @param stays by establishment, earliest first
   * @param supports who takes the support role from a day on
   * @param profiles by establishment and first day
   */
  record Existing(
      String name,
      @Nullable Finess designated,
      Map<Finess, List<Stay>> stays,
      NavigableMap<LocalDate, Finess> supports,
      Map<Finess, NavigableMap<LocalDate, Profile>> profiles)
      implements Ght {

    /** Who is in the group on {@code date}, in the order of their FINESS numbers. */
    public List<Member> membersOn(LocalDate date) {
      return stays.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .flatMap(entry ->
              stayOn(entry.getKey(), date).map(stay -> member(entry.getKey(), stay, date)).stream())
          .toList();
    }

    public Optional<Role> roleOn(Finess establishment, LocalDate date) {
      return stayOn(establishment, date).map(stay -> member(establishment, stay, date).role());
    }

    /** The one support establishment on {@code date}; empty only before the first one. */
    public Optional<Finess> supportOn(LocalDate date) {
      return Optional.ofNullable(supports.floorEntry(date)).map(Map.Entry::getValue);
    }

    /** When {@code establishment} is, was or will be a full member: not as a partner. */
    public List<Period> memberships(Finess establishment) {
      return staysOf(establishment).stream()
          .filter(stay -> stay.role().isFull())
          .map(Stay::period)
          .toList();
    }

    /** The figures that hold on {@code date}. */
    public Optional<Profile> profileOn(Finess establishment, LocalDate date) {
      return Optional.ofNullable(profiles.get(establishment))
          .map(dated -> dated.floorEntry(date))
          .map(Map.Entry::getValue);
    }

    public List<Stay> staysOf(Finess establishment) {
      return stays.getOrDefault(establishment, List.of());
    }

    private Optional<Stay> stayOn(Finess establishment, LocalDate date) {
      return staysOf(establishment).stream()
          .filter(stay -> stay.period().contains(date))
          .findFirst();
    }

    private Member member(Finess establishment, Stay stay, LocalDate date) {
      var role =
          !stay.role().isFull()
              ? Role.PARTNER
              : establishment.equals(supportOn(date).orElse(null)) ? Role.SUPPORT : Role.MEMBER;
      return new Member(establishment, stay.name(), role);
    }

    /**
     * The stay that an entry of {@code from} is about: the one it falls into, or else the last one
     * if that has no end, which the entry then says to have begun earlier. Empty for a new stay.
     */
    Optional<Stay> addressedBy(Finess establishment, LocalDate from) {
      return stayOn(establishment, from)
          .or(() ->
              staysOf(establishment).stream().filter(stay -> stay.period().isOpen()).findFirst());
    }

    /**
     * The unbroken time for which an establishment has had the support role on some day.
     *
     * @param days on which it was said to take the role, latest first; none if it has it not
     * @param before who had the role before; null if nobody had
     */
    record Tenure(List<LocalDate> days, @Nullable Finess before) {
      boolean began(LocalDate day) {
        return !days.isEmpty() && days.getLast().equals(day);
      }
    }

    Tenure tenureOn(Finess establishment, LocalDate date) {
      var days = new ArrayList<LocalDate>();
      for (var taken : supports.headMap(date, true).descendingMap().entrySet()) {
        if (!taken.getValue().equals(establishment)) {
          return new Tenure(days, taken.getValue());
        }
        days.add(taken.getKey());
      }
      return new Tenure(days, null);
    }

    /** Whether every holder of the support role is a full member for as long as it holds it. */
    boolean hasSupportWithoutGap() {
      return supports.entrySet().stream()
          .allMatch(entry -> {
            var end = supports.higherKey(entry.getKey());
            return staysOf(entry.getValue()).stream()
                .filter(stay -> stay.role().isFull())
                .anyMatch(stay -> covers(stay.period(), entry.getKey(), end));
          });
    }

    private static boolean covers(Period period, LocalDate from, @Nullable LocalDate end) {
      return period.contains(from)
          && (period.isOpen() || (end != null && period.contains(end.minusDays(1))));
    }
  }
}
