package fr.ght.view.group;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A group as of an instant.
 *
 * @param asOf the instant asked for; null for all that is known now
 * @param on the day whose members and profiles these are
 * @param completeUpTo below this instant the same {@code asOf} never answers differently; null
 *     while that is unknown
 * @param machines workstations and servers in service at its members, partners not counted
 * @param declared what the members' profiles say together; null if none says anything
 * @param freshness the share of {@code machines} seen within 7 days, from 0 to 1; null if none ever
 *     reported
 * @param incidents of the intake that nobody has settled yet
 */
@Schema(name = "Group")
public record GroupAnswer(
    String ght,
    String name,
    @Nullable Instant asOf,
    LocalDate on,
    @Nullable Instant completeUpTo,
    long machines,
    @Nullable Long declared,
    @Nullable Double freshness,
    long incidents,
    List<Establishment> establishments) {

  public GroupAnswer {
    establishments = List.copyOf(establishments);
  }

  /**
   * One establishment, the support establishment first, then by name.
   *
   * @param role SUPPORT, MEMBER or PARTNER, as of {@code on}
   * @param from the first day in the group
   * @param machines workstations and servers in service; null for a partner, which is not counted
   * @param declared workstations as its profile says; null if it does not
   * @param freshness the share seen within 7 days; null if none ever reported: unknown, not fine
   */
  @Schema(name = "GroupEstablishment")
  public record Establishment(
      String finess,
      String name,
      String role,
      LocalDate from,
      @Nullable Long machines,
      @Nullable Long declared,
      @Nullable Double freshness,
      long incidents) {}
}
