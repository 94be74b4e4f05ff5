package fr.ght.inventory.view.applications;

import fr.ght.inventory.domain.application.Hosting;
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.application.Hosting.ByTheGroup;
import fr.ght.inventory.domain.application.Hosting.OnPremise;
import fr.ght.inventory.domain.application.Interface;
import fr.ght.inventory.domain.application.Needs;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an application is run, as columns of table {@code application_row}; what was never said is
 * null.
 *
 * @param hosting one of {@link HostingKind}
 * @param interfaces how many
 * @param interfaceList which
 */
record Operated(
    @Nullable String instance,
    @Nullable Integer availability,
    @Nullable Integer integrity,
    @Nullable Integer confidentiality,
    @Nullable Integer evidence,
    @Nullable Long rtoSeconds,
    @Nullable Long rpoSeconds,
    @Nullable String hosting,
    @Nullable String host,
    @Nullable String certificate,
    @Nullable LocalDate certificateFrom,
    @Nullable LocalDate certificateUntil,
    @Nullable Integer interfaces,
    @Nullable List<Exchanged> interfaceList) {

  static final Operated UNKNOWN =
      new Operated(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /**
   * One of its interfaces.
   *
   * @param peer id of the other application, or name of the system outside
   */
  record Exchanged(String peer, boolean outside, String standard, String direction) {
    static Exchanged of(Interface one) {
      return new Exchanged(
          one.peer().name(), one.peer().isOutside(), one.standard(), one.direction().name());
    }
  }

  Operated withInstance(@Nullable String newInstance) {
    return new Operated(
        newInstance,
        availability,
        integrity,
        confidentiality,
        evidence,
        rtoSeconds,
        rpoSeconds,
        hosting,
        host,
        certificate,
        certificateFrom,
        certificateUntil,
        interfaces,
        interfaceList);
  }

  Operated with(Needs needs) {
    return new Operated(
        instance,
        needs.availability(),
        needs.integrity(),
        needs.confidentiality(),
        needs.evidence(),
        seconds(needs.rto()),
        seconds(needs.rpo()),
        hosting,
        host,
        certificate,
        certificateFrom,
        certificateUntil,
        interfaces,
        interfaceList);
  }

  Operated with(Hosting at) {
    return switch (at) {
      case OnPremise() -> hosted(HostingKind.ON_PREMISE, null, null);
      case ByTheGroup() -> hosted(HostingKind.GROUP, null, null);
      case AtCertifiedHost(var by, var shown) -> hosted(HostingKind.CERTIFIED_HOST, by, shown);
    };
  }

  Operated withoutHosting() {
    return hosted(null, null, null);
  }

  private Operated hosted(
      @Nullable HostingKind kind, @Nullable String by, Hosting.@Nullable Certificate shown) {
    return new Operated(
        instance,
        availability,
        integrity,
        confidentiality,
        evidence,
        rtoSeconds,
        rpoSeconds,
        kind == null ? null : kind.name(),
        by,
        shown == null ? null : shown.number(),
        shown == null ? null : shown.validFrom(),
        shown == null ? null : shown.validUntil(),
        interfaces,
        interfaceList);
  }

  Operated withInterfaces(List<Interface> all) {
    return new Operated(
        instance,
        availability,
        integrity,
        confidentiality,
        evidence,
        rtoSeconds,
        rpoSeconds,
        hosting,
        host,
        certificate,
        certificateFrom,
        certificateUntil,
        all.size(),
        all.stream().map(Exchanged::of).toList());
  }

  private static @Nullable Long seconds(@Nullable Duration time) {
    return time == null ? null : time.toSeconds();
  }
}
