package fr.ght.inventory.intake.agents.decoding;

/**
 * A message with the way it came, which is the way its answer goes back.
 *
 * @param inflatedSize bytes of the document once inflated: a measure of the memory it takes
 */
public record AgentRequest(
    AgentMessage message, Compression compression, Format format, long inflatedSize) {

  /** The two notations of agents. */
  public enum Format {
    XML,
    JSON
  }
}
