package fr.ght.inventory.intake;

import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.application.Hosting;
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.application.Hosting.ByTheGroup;
import fr.ght.inventory.domain.application.Hosting.Certificate;
import fr.ght.inventory.domain.application.Hosting.OnPremise;
import fr.ght.inventory.domain.application.Interface;
import fr.ght.inventory.domain.application.Interface.Direction;
import fr.ght.inventory.domain.application.Interface.OtherApplication;
import fr.ght.inventory.domain.application.Interface.OutsideSystem;
import fr.ght.inventory.domain.application.Needs;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an application is run, as callers write it and as it is answered. */
public final class OperationBody {
  private static final int MOST_INTERFACES = 200;

  private OperationBody() {}

  /** Where it runs, as callers write it. */
  private enum Kind {
    ON_PREMISE,
    GROUP,
    CERTIFIED_HOST
  }

  /**
   * DICT from 1, hardly any, to 4, vital; times as ISO 8601 durations. What is not written is not
   * said.
   */
  @Schema(name = "ApplicationNeeds")
  public record OfNeeds(
      @Schema(examples = "4") @Nullable Integer availability,
      @Schema(examples = "3") @Nullable Integer integrity,
      @Schema(examples = "4") @Nullable Integer confidentiality,
      @Schema(examples = "3") @Nullable Integer evidence,
      @Schema(examples = "PT4H") @Nullable String rto,
      @Schema(examples = "PT15M") @Nullable String rpo) {

    static OfNeeds of(Needs needs) {
      return new OfNeeds(
          needs.availability(),
          needs.integrity(),
          needs.confidentiality(),
          needs.evidence(),
          written(needs.rto()),
          written(needs.rpo()));
    }

    private static @Nullable String written(@Nullable Duration time) {
      return time == null ? null : time.toString();
    }
  }

  /**
   * @param kind ON_PREMISE, GROUP or CERTIFIED_HOST
   * @param host who hosts; of a certified host only
   * @param certificate that he may host health data; of a certified host only
   */
  @Schema(name = "ApplicationHosting")
  public record OfHosting(
      @Schema(examples = "CERTIFIED_HOST", required = true) @Nullable String kind,
      @Schema(examples = "Hébergeur inventé") @Nullable String host,
      @Nullable OfCertificate certificate) {

    /**
     * Of a file's line, where each part stands by itself.
     *
     * @return null if none of them is there
     */
    public static @Nullable OfHosting ofLine(
        @Nullable String kind,
        @Nullable String host,
        @Nullable String number,
        @Nullable String validFrom,
        @Nullable String validUntil) {
      var certificate =
          number == null && validFrom == null && validUntil == null
              ? null
              : new OfCertificate(number, validFrom, validUntil, null);
      return kind == null && host == null && certificate == null
          ? null
          : new OfHosting(kind, host, certificate);
    }

    static OfHosting of(Hosting hosting, LocalDate on) {
      return switch (hosting) {
        case OnPremise() -> new OfHosting(Kind.ON_PREMISE.name(), null, null);
        case ByTheGroup() -> new OfHosting(Kind.GROUP.name(), null, null);
        case AtCertifiedHost hosted ->
            new OfHosting(Kind.CERTIFIED_HOST.name(), hosted.host(), OfCertificate.of(hosted, on));
      };
    }
  }

  /**
   * @param validUntil the last day, as the certificate says it
   * @param standing VALID, NOT_YET_VALID or EXPIRED on the day that is asked for; answered only
   */
  @Schema(name = "HostingCertificate")
  public record OfCertificate(
      @Schema(examples = "HDS-2025-0001", required = true) @Nullable String number,
      @Schema(examples = "2025-02-01", format = "date", required = true) @Nullable String validFrom,
      @Schema(examples = "2028-01-31", format = "date", required = true)
          @Nullable String validUntil,
      @Schema(readOnly = true) @Nullable String standing) {

    private static @Nullable OfCertificate of(AtCertifiedHost hosted, LocalDate on) {
      var certificate = hosted.certificate();
      return certificate == null
          ? null
          : new OfCertificate(
              certificate.number(),
              certificate.validFrom().toString(),
              certificate.validUntil().toString(),
              hosted.on(on).name());
    }
  }

  /**
   * @param application id of the other application; null of a system outside
   * @param system name of a system outside the group; null of another application
   * @param direction RECEIVES, SENDS or BOTH, as seen from this application
   */
  @Schema(name = "ApplicationInterface")
  public record OfInterface(
      @Schema(examples = "glims-chu") @Nullable String application,
      @Schema(examples = "null") @Nullable String system,
      @Schema(examples = "HL7v2", required = true) @Nullable String standard,
      @Schema(examples = "BOTH", required = true) @Nullable String direction) {

    static OfInterface of(Interface one) {
      var standard = one.standard();
      var direction = one.direction().name();
      return switch (one.peer()) {
        case OtherApplication(var id) -> new OfInterface(id, null, standard, direction);
        case OutsideSystem(var name) -> new OfInterface(null, name, standard, direction);
      };
    }
  }

  static Supplier<Needs> needs(Findings found, @Nullable OfNeeds needs) {
    if (needs == null) {
      return () -> Needs.UNKNOWN;
    }
    var availability = level(found, "availability", needs.availability());
    var integrity = level(found, "integrity", needs.integrity());
    var confidentiality = level(found, "confidentiality", needs.confidentiality());
    var evidence = level(found, "evidence", needs.evidence());
    var rto = found.optional("needs.rto", needs.rto(), Names::duration);
    var rpo = found.optional("needs.rpo", needs.rpo(), Names::duration);
    return () ->
        new Needs(
            availability.get(),
            integrity.get(),
            confidentiality.get(),
            evidence.get(),
            rto.get(),
            rpo.get());
  }

  private static Supplier<@Nullable Integer> level(
      Findings found, String name, @Nullable Integer level) {
    return found.optional("needs." + name, level, OperationBody::onScale);
  }

  /** A need on the scale of DICT. */
  static Integer onScale(Integer level) {
    if (level < Needs.LEAST || level > Needs.MOST) {
      throw new IllegalArgumentException(
          "must be from %d to %d".formatted(Needs.LEAST, Needs.MOST));
    }
    return level;
  }

  static Supplier<@Nullable Hosting> hosting(Findings found, @Nullable OfHosting hosting) {
    if (hosting == null) {
      return () -> null;
    }
    var kind = found.oneOf("hosting.kind", hosting.kind(), Kind.class);
    var host = found.optional("hosting.host", hosting.host(), Names::text);
    var certificate = certificate(found, hosting.certificate());
    var atCertifiedHost = Kind.CERTIFIED_HOST.name().equals(hosting.kind());
    if (atCertifiedHost && hosting.host() == null) {
      found.reject("hosting.host", "is missing");
    }
    if (!atCertifiedHost && hosting.host() != null) {
      found.reject("hosting.host", "is of a certified host only");
    }
    if (!atCertifiedHost && hosting.certificate() != null) {
      found.reject("hosting.certificate", "is of a certified host only");
    }
    return () ->
        switch (kind.get()) {
          case ON_PREMISE -> new OnPremise();
          case GROUP -> new ByTheGroup();
          case CERTIFIED_HOST ->
              new AtCertifiedHost(Objects.requireNonNull(host.get()), certificate.get());
        };
  }

  private static Supplier<@Nullable Certificate> certificate(
      Findings found, @Nullable OfCertificate certificate) {
    if (certificate == null) {
      return () -> null;
    }
    var number = found.required("hosting.certificate.number", certificate.number(), Names::text);
    var from = found.required("hosting.certificate.validFrom", certificate.validFrom(), Names::day);
    var until =
        found.required("hosting.certificate.validUntil", certificate.validUntil(), Names::day);
    if (certificate.standing() != null) {
      found.reject("hosting.certificate.standing", "is answered only");
    }
    return () -> new Certificate(number.get(), from.get(), until.get());
  }

  /**
   * @throws Problem.ProblemException 422 naming {@code interfaces[n]} or a field of it
   */
  public static List<Interface> interfaces(List<@Nullable OfInterface> written) {
    return Findings.reading(found -> {
      var all = interfaces(found, written);
      return () -> Objects.requireNonNull(all.get());
    });
  }

  static Supplier<@Nullable List<Interface>> interfaces(
      Findings found, @Nullable List<@Nullable OfInterface> interfaces) {
    if (interfaces == null) {
      return () -> null;
    }
    if (interfaces.size() > MOST_INTERFACES) {
      found.reject("interfaces", "are more than " + MOST_INTERFACES);
      return () -> null;
    }
    var all =
        IntStream.range(0, interfaces.size())
            .mapToObj(i -> one(found, "interfaces[" + i + "]", interfaces.get(i)))
            .toList();
    return () -> all.stream().map(Supplier::get).toList();
  }

  private static Supplier<Interface> one(
      Findings found, String field, @Nullable OfInterface written) {
    var one = written == null ? new OfInterface(null, null, null, null) : written;
    var standard = found.required(field + ".standard", one.standard(), Names::text);
    var direction = found.oneOf(field + ".direction", one.direction(), Direction.class);
    var application = found.optional(field + ".application", one.application(), Names::named);
    var system = found.optional(field + ".system", one.system(), Names::text);
    if ((one.application() == null) == (one.system() == null)) {
      found.reject(field, "must be with either an application or a system");
    }
    return () -> {
      var id = application.get();
      return new Interface(
          id == null
              ? new OutsideSystem(Objects.requireNonNull(system.get()))
              : new OtherApplication(id),
          standard.get(),
          direction.get());
    };
  }
}
