package fr.ght.inventory.domain.application;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where an application runs. */
public sealed interface Hosting {

  /** In the establishment's own rooms. */
  record OnPremise() implements Hosting {}

  /** By the group, for several of its members. */
  record ByTheGroup() implements Hosting {}

  /**
   * At a host that is certified for health data (<i>hébergeur de données de santé</i>, public
   * health code L.1111-8).
   *
   * @param certificate null if it was not shown yet
   */
  record AtCertifiedHost(String host, @Nullable Certificate certificate) implements Hosting {

    boolean endsBeforeItBegins() {
      return certificate != null && certificate.validUntil().isBefore(certificate.validFrom());
    }

    /** How its certificate stands on a day. */
    public Validity on(LocalDate day) {
      return certificate == null ? Validity.NOT_SHOWN : certificate.on(day);
    }
  }

  /**
   * @param validUntil its last day
   */
  record Certificate(String number, LocalDate validFrom, LocalDate validUntil) {

    private Validity on(LocalDate day) {
      if (day.isBefore(validFrom)) {
        return Validity.NOT_YET_VALID;
      }
      return day.isAfter(validUntil) ? Validity.EXPIRED : Validity.VALID;
    }
  }

  /** How the certificate of a certified host stands. */
  enum Validity {
    VALID,
    NOT_YET_VALID,
    EXPIRED,
    /** No certificate was shown. */
    NOT_SHOWN
  }
}
