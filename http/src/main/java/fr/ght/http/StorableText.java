package fr.ght.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;

/** Reads every text of a body, and none that could not be stored. */
final class StorableText extends StringDeserializer {
  /** A text of the body has characters that {@link Texts#isStorable} turns down. */
  static final class NotStorable extends MismatchedInputException {
    NotStorable(JsonParser parser) {
      super(parser, "a text that cannot be stored", String.class);
    }
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    var text = super.deserialize(parser, context);
    if (text != null && !Texts.isStorable(text)) {
      throw new NotStorable(parser);
    }
    return text;
  }

  @Override
  public LogicalType logicalType() {
    return LogicalType.Textual;
  }
}
