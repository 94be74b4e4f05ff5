package fr.ght.eventsourcing;

/**
 * Why a command was refused; each decider names its own reasons in an enum, and HTTP answers show
 * that name.
 */
public interface Refusal {
  String name();
}
