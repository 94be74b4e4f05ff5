package fr.ght.view.skills;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who is able to maintain what, where too few are first.
 *
 * @param establishments at single full members, by risk, product and the order of the group's page
 * @param group in the whole group, the people of all members counted together, by risk and product
 */
@Schema(name = "SkillCoverages")
public record SkillsAnswer(
    String ght,
    @Nullable Instant asOf,
    LocalDate on,
    @Nullable Instant completeUpTo,
    List<Coverage> establishments,
    List<Coverage> group) {

  public SkillsAnswer {
    establishments = List.copyOf(establishments);
    group = List.copyOf(group);
  }

  /**
   * Of one product.
   *
   * @param establishment FINESS; null of the whole group
   * @param risk NOBODY, ONE_PERSON, UNKNOWN, ENOUGH or NOT_IN_PRODUCTION
   * @param applications how many of the product are in production
   * @param runningAt at how many establishments
   * @param unknownAt at how many of these nobody ever said who is able to maintain it
   * @param able how many people are able to maintain it: experts and autonomous ones; null if
   *     nobody ever said
   * @param learning how many learn it; null if nobody ever said
   * @param until the first day after which fewer of the able can be counted on; null if none is
   *     known
   */
  @Schema(name = "SkillCoverage")
  public record Coverage(
      @Nullable String establishment,
      String product,
      String risk,
      int applications,
      int runningAt,
      int unknownAt,
      @Nullable Integer able,
      @Nullable Integer experts,
      @Nullable Integer autonomous,
      @Nullable Integer learning,
      @Nullable LocalDate until) {}
}
