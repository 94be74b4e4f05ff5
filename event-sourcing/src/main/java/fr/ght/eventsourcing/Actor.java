package fr.ght.eventsourcing;

/**
 * Who did it: a pseudonymous subject and the role they acted in.
 *
 * @param subject never a name or a mail address: of an agent, the id of its credential
 * @param role one of system, requester, dsi, rssi, buyer, ops
 */
public record Actor(String subject, String role) {
  /** Of a fact that was told before facts said who did it. */
  public static final Actor UNKNOWN = new Actor("unknown", "unknown");
}
