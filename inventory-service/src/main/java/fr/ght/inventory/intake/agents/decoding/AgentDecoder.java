package fr.ght.inventory.intake.agents.decoding;

import java.io.IOException;
import java.time.Instant;

/**
 * Decodes what agents send. Pure and safe for concurrent use; costs time in proportion to the
 * inflated size, so it belongs on a worker thread, never on an event loop.
 */
public final class AgentDecoder {
  private final long largest;

  /**
   * @param largest bytes that a document may have once inflated; counted while inflating
   */
  public AgentDecoder(long largest) {
    this.largest = largest;
  }

  /**
   * @param body as received: zlib, gzip, XML or JSON, told by its first bytes
   * @param receivedAt the observation time of a report that states none, or one more than five
   *     minutes after this
   * @throws UnreadableBody if it cannot be taken; the only exception there is
   */
  public AgentRequest decode(byte[] body, Instant receivedAt) {
    var compression = Compression.of(body);
    try (var inflated = open(compression, body);
        var document = new LenientUtf8(inflated)) {
      var report = new ReportBuilder(receivedAt);
      int first = document.start();
      return switch (first) {
        case '<' ->
            new AgentRequest(
                XmlReport.read(document, report),
                compression,
                AgentRequest.Format.XML,
                inflated.count());
        case '{' ->
            new AgentRequest(
                JsonReport.read(document, report),
                compression,
                AgentRequest.Format.JSON,
                inflated.count());
        default ->
            throw new UnreadableBody(
                UnreadableBody.Kind.UNKNOWN_ENCODING, "the document is neither XML nor JSON");
      };
    } catch (IOException _) {
      throw UnreadableBody.malformed("the body cannot be read");
    }
  }

  private InflatedStream open(Compression compression, byte[] body) {
    try {
      return new InflatedStream(compression.open(body), largest);
    } catch (IOException _) {
      throw UnreadableBody.malformed("the gzip header is damaged or truncated");
    }
  }
}
