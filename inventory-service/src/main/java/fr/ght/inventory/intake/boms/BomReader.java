package fr.ght.inventory.intake.boms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import fr.ght.http.Findings;
import fr.ght.http.JsonProblem;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bill of materials while it streams by: what is not used here never becomes an object, so
 * memory stays bounded by what is, whatever else tools write.
 */
@Singleton
final class BomReader {
  private static final List<String> VERSIONS = List.of("1.5", "1.6");

  /** Some ten for each component of the largest BOM that is taken, and as many for all else. */
  private static final long MOST_TOKENS = 4_000_000;

  private static final Pattern SERIAL_NUMBER =
      Pattern.compile("urn:uuid:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final ObjectReader reader;

  /**
   * @param json as strict as with every body, but for fields that are not known here: a BOM has
   *     hundreds
   */
  @SuppressWarnings("deprecation") // a mapper that exists can only be configured this way
  BomReader(ObjectMapper json) {
    var mapper = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper
        .getFactory()
        .setStreamReadConstraints(
            json.getFactory().streamReadConstraints().rebuild().maxTokenCount(MOST_TOKENS).build());
    reader = mapper.readerFor(Bom.class);
  }

  /**
   * @throws Problem.ProblemException 415 for XML, 400 for what has not the shape of a BOM, 422 for
   *     another format or version
   */
  Bom read(byte[] body) {
    if (isXml(body)) {
      throw Kind.UNSUPPORTED.with(
          "XML_NOT_TAKEN", "This is XML. Send the bill of materials as CycloneDX JSON.");
    }
    var bom = Problem.present(parsed(body));
    return Findings.reading(found -> {
      found.required("bomFormat", bom.bomFormat(), BomReader::format);
      found.required("specVersion", bom.specVersion(), BomReader::version);
      found.optional("serialNumber", bom.serialNumber(), BomReader::serialNumber);
      if (bom.version() != null && bom.version() < 1) {
        found.reject("version", "must be 1 or more");
      }
      return () -> bom;
    });
  }

  private @Nullable Bom parsed(byte[] body) {
    try {
      return reader.readValue(body);
    } catch (StreamConstraintsException e) {
      throw beyondLimits();
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof StreamConstraintsException) {
        throw beyondLimits();
      }
      throw new Problem.ProblemException(JsonProblem.of(e));
    } catch (IOException e) {
      throw Problem.unreadable("body", "cannot be read");
    }
  }

  private static Problem.ProblemException beyondLimits() {
    return Problem.unreadable(
        "body",
        "is nested deeper than 64 levels (components some 30), has more than 4 million tokens of "
            + "JSON, or holds a text of more than a million characters");
  }

  private static boolean isXml(byte[] body) {
    int at = startsWithMark(body) ? BYTE_ORDER_MARK.length : 0;
    while (at < body.length && Character.isWhitespace(body[at])) {
      at++;
    }
    return at < body.length && body[at] == '<';
  }

  private static boolean startsWithMark(byte[] body) {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (i >= body.length || body[i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static String format(String text) {
    if (!text.equals("CycloneDX")) {
      throw new IllegalArgumentException("must be CycloneDX");
    }
    return text;
  }

  private static String version(String text) {
    if (!VERSIONS.contains(text)) {
      throw new IllegalArgumentException("is not one of " + String.join(", ", VERSIONS));
    }
    return text;
  }

  private static String serialNumber(String text) {
    if (!SERIAL_NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("must be urn:uuid: and a UUID");
    }
    return text;
  }
}
