package fr.ght.inventory.domain.application;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much a hospital depends on an application (<i>besoins DICT</i>, as in the ANSSI's EBIOS
 * method): from 1, hardly at all, to 4, vitally. What was never said is null.
 *
 * @param availability <i>disponibilité</i>
 * @param integrity <i>intégrité</i>
 * @param confidentiality <i>confidentialité</i>
 * @param evidence <i>traçabilité, preuve</i>: that it can be shown later who did what
 * @param rto the longest time that it may be away (<i>DMIA</i>)
 * @param rpo the time up to whose work may be lost (<i>PDMA</i>)
 */
public record Needs(
    @Nullable Integer availability,
    @Nullable Integer integrity,
    @Nullable Integer confidentiality,
    @Nullable Integer evidence,
    @Nullable Duration rto,
    @Nullable Duration rpo) {
  public static final int LEAST = 1;
  public static final int MOST = 4;

  /** Nothing was said of them. */
  public static final Needs UNKNOWN = new Needs(null, null, null, null, null, null);

  /** These, and those of {@code known} that are not said here. */
  Needs over(Needs known) {
    return new Needs(
        said(availability, known.availability),
        said(integrity, known.integrity),
        said(confidentiality, known.confidentiality),
        said(evidence, known.evidence),
        said(rto, known.rto),
        said(rpo, known.rpo));
  }

  /** These, but for those of {@code unknown}. */
  Needs without(Set<Aspect> unknown) {
    return new Needs(
        unknown.contains(Aspect.AVAILABILITY) ? null : availability,
        unknown.contains(Aspect.INTEGRITY) ? null : integrity,
        unknown.contains(Aspect.CONFIDENTIALITY) ? null : confidentiality,
        unknown.contains(Aspect.EVIDENCE) ? null : evidence,
        unknown.contains(Aspect.RTO) ? null : rto,
        unknown.contains(Aspect.RPO) ? null : rpo);
  }

  private static <T> @Nullable T said(@Nullable T said, @Nullable T known) {
    return said == null ? known : said;
  }

  boolean onScale() {
    return Stream.of(availability, integrity, confidentiality, evidence)
        .filter(Objects::nonNull)
        .allMatch(level -> level >= LEAST && level <= MOST);
  }

  boolean areInTime() {
    return Stream.of(rto, rpo).filter(Objects::nonNull).noneMatch(Duration::isNegative);
  }
}
