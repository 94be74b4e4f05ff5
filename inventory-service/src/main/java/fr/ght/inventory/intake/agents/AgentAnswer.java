package fr.ght.inventory.intake.agents;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import fr.ght.inventory.intake.agents.decoding.AgentRequest.Format;
import fr.ght.inventory.intake.agents.decoding.Compression;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What agents are told, in the words that they accept.
 *
 * @param text the document, not compressed
 */
record AgentAnswer(int status, Format format, String text) {
  /** The header by which a GLPI agent says that it understands JSON too. */
  static final String GLPI_AGENT = "GLPI-Agent-ID";

  /** Hours between two reports of a machine. */
  private static final int REPORT_EVERY_HOURS = 24;

  /**
   * Categories of a GLPI agent that hold personal data or secrets. They would be dropped here; this
   * asks not to send them at all.
   */
  private static final String NOT_WANTED =
      "process,environment,user,local_user,local_group,licenseinfo,provider";

  /** The notation of an agent whose message was not read. */
  static Format formatFor(MultiMap headers) {
    var type = headers.get(HttpHeaders.CONTENT_TYPE);
    return headers.contains(GLPI_AGENT) || (type != null && type.contains("json"))
        ? Format.JSON
        : Format.XML;
  }

  /** To a prolog: send your inventory. */
  static AgentAnswer sendInventory() {
    return xml(
        200,
        "\n  <PROLOG_FREQ>%d</PROLOG_FREQ>\n  <RESPONSE>SEND</RESPONSE>"
            .formatted(REPORT_EVERY_HOURS));
  }

  /** To a prolog: the agent tries again after a minute, then after two, and so on. */
  static AgentAnswer comeBack() {
    return error(Format.XML, 503, "too many reports at once: come back in a minute");
  }

  /** To an inventory in XML: taken. */
  static AgentAnswer taken() {
    return xml(200, "\n  <RESPONSE>NO_ACCOUNT_UPDATE</RESPONSE>");
  }

  /** To an inventory in JSON: taken. To the prolog of a GLPI agent: go on in JSON. */
  static AgentAnswer ok() {
    return json(200, "{\"status\":\"ok\",\"expiration\":%d}".formatted(REPORT_EVERY_HOURS));
  }

  /** To a contact: send your inventory, without what is nobody's business. */
  static AgentAnswer inventoryTask() {
    return json(
        200,
        "{\"status\":\"ok\",\"expiration\":%d,\"tasks\":{\"inventory\":{\"server\":\"glpi\",\"version\":\"10.0.16\",\"no-category\":\"%s\"}}}"
            .formatted(REPORT_EVERY_HOURS, NOT_WANTED));
  }

  /** To a contact: ask again in a moment. */
  static AgentAnswer pending() {
    return json(200, "{\"status\":\"pending\",\"expiration\":\"10s\"}");
  }

  /** To {@code getConfig}: nothing is configured from here. */
  static AgentAnswer nothingConfigured() {
    return json(200, "{}");
  }

  /**
   * @param reason without a word of what the agent sent
   */
  static AgentAnswer error(Format format, int status, String reason) {
    return switch (format) {
      case JSON ->
          json(
              status,
              "{\"status\":\"error\",\"message\":\"%s\",\"expiration\":%d}"
                  .formatted(
                      new String(JsonStringEncoder.getInstance().quoteAsString(reason)),
                      REPORT_EVERY_HOURS));
      case XML ->
          xml(
              status,
              "\n  <RESPONSE>ERROR</RESPONSE>\n  <MESSAGE>%s</MESSAGE>"
                  .formatted(reason.replace("&", "&amp;").replace("<", "&lt;")));
    };
  }

  private static AgentAnswer xml(int status, String content) {
    return new AgentAnswer(
        status,
        Format.XML,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<REPLY>" + content + "\n</REPLY>\n");
  }

  private static AgentAnswer json(int status, String text) {
    return new AgentAnswer(status, Format.JSON, text);
  }

  /** Exactly as agents expect it: GLPI's goes by this alone. */
  String contentType(Compression compression) {
    return switch (compression) {
      case ZLIB -> "application/x-compress-zlib";
      case GZIP -> "application/x-compress-gzip";
      case NONE -> format == Format.XML ? "application/xml" : "application/json";
    };
  }

  byte[] body(Compression compression) {
    return compression.compress(text.getBytes(StandardCharsets.UTF_8));
  }
}
