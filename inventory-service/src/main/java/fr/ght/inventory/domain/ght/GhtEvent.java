package fr.ght.inventory.domain.ght;

import fr.ght.inventory.domain.establishment.Finess;
import java.time.LocalDate;

public sealed interface GhtEvent {

  record GhtCreated(String name) implements GhtEvent {}

  record GhtRenamed(String name) implements GhtEvent {}

  /** Who shall be the support establishment; effective with its entry in that role. */
  record SupportDesignated(Finess establishment) implements GhtEvent {}

  /**
   * A stay begins on {@code from}.
   *
   * <p>Where the establishment is in the group on {@code from}, or in a stay without an end that
   * began later, this corrects that stay: its name, role and first day are now these.
   */
  record EstablishmentJoined(Finess establishment, String name, Role role, LocalDate from)
      implements GhtEvent {}

  /** The establishment's last stay ends: from {@code on} it is no longer in the group. */
  record EstablishmentLeft(Finess establishment, LocalDate on) implements GhtEvent {}

  /**
   * From {@code from} this is the support establishment, until the next such event's day. Another
   * one of the same day replaces it.
   */
  record SupportEstablishmentChanged(Finess establishment, LocalDate from) implements GhtEvent {}

  record EstablishmentProfileRecorded(Finess establishment, Profile profile) implements GhtEvent {}
}
