package fr.ght.inventory.intake.agents.decoding;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Reader;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of all three agents: {@code REQUEST} with {@code CONTENT}, {@code DEVICEID} and
 * {@code QUERY} in any order; CONTENT comes first, so sections are kept as they stream by.
 */
final class XmlReport {
  private static final int DEEPEST = 64;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader xml;
  private final ReportBuilder report;
  private int depth;
  private @Nullable String query;
  private boolean content;

  private XmlReport(XMLStreamReader xml, ReportBuilder report) {
    this.xml = xml;
    this.report = report;
  }

  static AgentMessage read(Reader document, ReportBuilder report) {
    try {
      var xml = FACTORY.createXMLStreamReader(new BoundedTexts(document, LONGEST_TEXT));
      try {
        return new XmlReport(xml, report).request();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw notWellFormed(e.getLocation());
    } catch (UncheckedStreamException _) {
      // Aalto reads the rest of a text only when asked for it, where it must not throw the other.
      throw notWellFormed(null);
    }
  }

  /** The parser's own message may quote the body, which may hold secrets. */
  private static UnreadableBody notWellFormed(@Nullable Location at) {
    return UnreadableBody.malformed(
        "the XML is not well-formed"
            + (at == null
                ? ""
                : ", line " + at.getLineNumber() + " column " + at.getColumnNumber()));
  }

  private AgentMessage request() throws XMLStreamException {
    while (next() != XMLStreamConstants.START_ELEMENT) {}
    if (!xml.getLocalName().equals("REQUEST")) {
      throw UnreadableBody.malformed("the XML is not an agent's REQUEST");
    }
    while (next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "CONTENT" -> content();
        case "DEVICEID" -> report.device(text(null, null));
        case "QUERY" -> query = text(null, null).strip();
        default -> skip();
      }
    }
    while (next() != XMLStreamConstants.END_DOCUMENT) {}
    return message();
  }

  private AgentMessage message() {
    if (query == null && !content) {
      throw UnreadableBody.malformed("the REQUEST has no QUERY");
    }
    return switch (query == null ? "INVENTORY" : query) {
      case "PROLOG" -> new AgentMessage.Prolog(report.device());
      case "INVENTORY" -> {
        if (!content) {
          throw UnreadableBody.malformed("the INVENTORY has no CONTENT");
        }
        yield report.inventory();
      }
      default -> throw UnreadableBody.malformed("only the queries PROLOG and INVENTORY are taken");
    };
  }

  private void content() throws XMLStreamException {
    content = true;
    while (next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      var section = Section.named(xml.getLocalName());
      if (section == null) {
        skip();
      } else {
        entry(section);
      }
    }
  }

  private void entry(Section section) throws XMLStreamException {
    while (next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      var field = section.field(xml.getLocalName());
      if (field == null) {
        skip();
      } else {
        report.value(field, text(section, field));
      }
    }
    report.entry(section);
  }

  /** The text of this element; an element within it is read if the section names it. */
  private String text(@Nullable Section section, @Nullable String field) throws XMLStreamException {
    var text = "";
    while (next() != XMLStreamConstants.END_ELEMENT) {
      switch (xml.getEventType()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text = appended(text);
        case XMLStreamConstants.START_ELEMENT -> {
          var inner = section == null ? null : section.field(field + "/" + xml.getLocalName());
          if (inner == null) {
            skip();
          } else {
            report.value(inner, text(null, null));
          }
        }
        default -> {}
      }
    }
    return text;
  }

  private String appended(String text) {
    if (text.length() >= ReportBuilder.LONGEST_TEXT) {
      return text;
    }
    var more = xml.getText();
    return text.isEmpty() ? more : text + more;
  }

  private void skip() throws XMLStreamException {
    int outside = depth - 1;
    while (depth > outside) {
      next();
    }
  }

  private int next() throws XMLStreamException {
    int event = xml.next();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        if (++depth > DEEPEST) {
          throw UnreadableBody.tooLarge("the XML is nested deeper than " + DEEPEST + " elements");
        }
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.DTD ->
          throw UnreadableBody.malformed("a DOCTYPE is not allowed in an agent's XML");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw UnreadableBody.malformed("an entity is not allowed in an agent's XML");
      default -> {}
    }
    return event;
  }

  private static XMLInputFactory factory() {
    var factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, true);
    return factory;
  }
}
