package fr.ght.view.members;

import fr.ght.http.lists.SearchText;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group as its facts tell it, and the questions it answers about any day: a row of {@code
 * group_row}.
 *
 * @param stays by establishment, earliest first
 * @param supports who takes the support role from a day on, earliest first
 * @param profiles by establishment, earliest first
 */
public record Group(
    String ght, String name, List<Stay> stays, List<Support> supports, List<Profile> profiles) {
  private static final Comparator<Member> SUPPORT_FIRST_THEN_BY_NAME =
      Comparator.comparing((Member member) -> member.role() != Role.SUPPORT)
          .thenComparing(member -> SearchText.of(member.name()))
          .thenComparing(Member::establishment);

  public Group {
    stays = List.copyOf(stays);
    supports = List.copyOf(supports);
    profiles = List.copyOf(profiles);
  }

  /**
   * One unbroken time in the group, [from, to).
   *
   * @param role of the entry; who has the support role on a day is told by {@link Support}
   * @param to null if it has no known end
   */
  public record Stay(
      String establishment, String name, Role role, LocalDate from, @Nullable LocalDate to) {

    boolean contains(LocalDate day) {
      return !day.isBefore(from) && (to == null || day.isBefore(to));
    }

    /** Counted in this group, and in no other at the same time. */
    public boolean full() {
      return role != Role.PARTNER;
    }
  }

  record Support(LocalDate from, String establishment) {}

  /** Figures that an establishment declared, true from a day on; one not declared is null. */
  public record Profile(
      String establishment,
      LocalDate from,
      @Nullable Integer beds,
      @Nullable Integer staff,
      @Nullable Integer workstations,
      @Nullable Integer itStaff) {}

  /** An establishment that is in the group on some day, in the role it has on that day. */
  public record Member(String establishment, String name, Role role, LocalDate from) {
    public boolean full() {
      return role != Role.PARTNER;
    }
  }

  /** Who is in the group on that day, the support establishment first, then by name. */
  public List<Member> membersOn(LocalDate day) {
    return stays.stream()
        .filter(stay -> stay.contains(day))
        .map(stay -> new Member(stay.establishment(), stay.name(), roleOn(day, stay), stay.from()))
        .sorted(SUPPORT_FIRST_THEN_BY_NAME)
        .toList();
  }

  /** The members on that day of which the group sees everything: partners are not among them. */
  public List<Member> fullMembersOn(LocalDate day) {
    return membersOn(day).stream().filter(Member::full).toList();
  }

  public Optional<Member> memberOn(LocalDate day, String establishment) {
    return membersOn(day).stream()
        .filter(member -> member.establishment().equals(establishment))
        .findFirst();
  }

  /** When its full members, of whenever, were in it. */
  public List<Stay> fullStays() {
    return stays.stream().filter(Stay::full).toList();
  }

  /** The figures that hold on that day. */
  public Optional<Profile> profileOn(LocalDate day, String establishment) {
    return profiles.stream()
        .filter(profile ->
            profile.establishment().equals(establishment) && !profile.from().isAfter(day))
        .reduce((_, later) -> later);
  }

  /** As the group calls it now, or called it last. */
  public @Nullable String nameOf(String establishment) {
    return staysOf(establishment).reduce((_, later) -> later).map(Stay::name).orElse(null);
  }

  Stream<Stay> staysOf(String establishment) {
    return stays.stream().filter(stay -> stay.establishment().equals(establishment));
  }

  private Role roleOn(LocalDate day, Stay stay) {
    if (!stay.full()) {
      return Role.PARTNER;
    }
    var support =
        supports.stream()
            .filter(taken -> !taken.from().isAfter(day))
            .reduce((_, later) -> later)
            .map(Support::establishment)
            .orElse(null);
    return Objects.equals(support, stay.establishment()) ? Role.SUPPORT : Role.MEMBER;
  }
}
