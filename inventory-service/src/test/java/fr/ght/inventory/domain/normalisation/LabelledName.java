package fr.ght.inventory.domain.normalisation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name as machines report it, labelled by hand.
 *
 * @param machines how many machines of an invented hospital have it
 * @param label the product; {@code -} if it is none by itself, {@code ?} if nobody can be sure
 */
record LabelledName(
    String name,
    @Nullable String version,
    @Nullable String publisher,
    @Nullable String architecture,
    int machines,
    String label) {

  static List<LabelledName> all() {
    try (InputStream file = LabelledName.class.getResourceAsStream("labelled-names.json")) {
      return List.of(JsonMapper.builder().build().readValue(file, LabelledName[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ReportedSoftware reported() {
    return new ReportedSoftware(name, version, publisher, architecture);
  }
}
