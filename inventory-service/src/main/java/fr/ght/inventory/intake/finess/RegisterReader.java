package fr.ght.inventory.intake.finess;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import fr.ght.http.JsonProblem;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.inventory.intake.finess.Register.Entity;
import fr.ght.inventory.intake.finess.Register.Entry;
import fr.ght.inventory.intake.finess.Register.Group;
import fr.ght.inventory.intake.finess.Register.Place;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the flow "structures" of FINESS+ (schema v1, data.gouv.fr and the ANS' repository {@code
 * ansforge/finess}) while it streams by; plain or as gzip. Whatever is not needed is skipped, so
 * that a national file needs little memory.
 */
final class RegisterReader {
  /** Of a GCC: a <i>groupement hospitalier de territoire</i>. */
  private static final String GHT = "001";

  private static final String ACTIVE = "A";
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_ENTITIES = 300_000;
  private static final int MOST_ENTRIES = 100_000;
  private static final long LARGEST = 1L << 30;
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, Entity> entities = new HashMap<>();
  private @Nullable LocalDate on;
  private int entries;

  private RegisterReader(JsonParser json) {
    this.json = json;
  }

  /**
   * @throws Problem.ProblemException 400 if it is no such file, 413 if it is beyond reason
   */
  static Register read(byte[] body) {
    try (var json = JSON.createParser(new Bounded(opened(body)))) {
      return new RegisterReader(json).file();
    } catch (JsonProcessingException e) {
      throw new Problem.ProblemException(JsonProblem.of(e));
    } catch (ZipException | java.io.EOFException e) {
      throw Problem.unreadable("body", "is no whole gzip");
    } catch (IOException e) {
      throw Problem.unreadable("body", "cannot be read");
    }
  }

  private static InputStream opened(byte[] body) throws IOException {
    var bytes = new ByteArrayInputStream(body);
    boolean isGzip = body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    return isGzip ? new GZIPInputStream(bytes) : bytes;
  }

  private Register file() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw Problem.unreadable("body", "must be an object with the lists gcc and pmej");
    }
    boolean[] found = {false, false};
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "generatedAt" -> on = day(text());
        case "gcc" -> found[0] = list("gcc", this::group);
        case "pmej" -> found[1] = list("pmej", this::entity);
        default -> json.skipChildren();
      }
    }
    if (!found[0] || !found[1]) {
      throw Problem.unreadable(
          found[0] ? "pmej" : "gcc", "is missing: send a file of the flow \"structures\"");
    }
    return new Register(on, List.copyOf(groups), Map.copyOf(entities));
  }

  /** Reads an element of a list. */
  private interface Element {
    void read(String path) throws IOException;
  }

  /** Whether it is a list. */
  private boolean list(String path, Element element) throws IOException {
    if (!json.isExpectedStartArrayToken()) {
      json.skipChildren();
      return false;
    }
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        element.read(path + "[" + i + "]");
      } else {
        json.skipChildren();
      }
    }
    return true;
  }

  private void group(String path) throws IOException {
    var place = place();
    var fields = new HashMap<String, String>();
    var members = new ArrayList<Entry>();
    var days = new ArrayList<LocalDate>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "nomGcc", "typeGcc", "gccIdentifiantExterne", "etatObjet" -> put(fields, name);
        case "evenement" -> list(path, _ -> event(days));
        case "pmejDuGcc" -> list(path + ".pmejDuGcc", inner -> entry(inner, members));
        default -> json.skipChildren();
      }
    }
    if (fields.getOrDefault("typeGcc", GHT).equals(GHT)
        && fields.getOrDefault("etatObjet", ACTIVE).equals(ACTIVE)) {
      groups.add(
          new Group(
              place,
              path,
              fields.getOrDefault("nomGcc", ""),
              fields.getOrDefault("gccIdentifiantExterne", ""),
              days.stream().min(LocalDate::compareTo).orElse(null),
              List.copyOf(members)));
    }
  }

  private void event(List<LocalDate> days) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      var day = name.equals("dateEvenement") ? day(text()) : null;
      if (day != null) {
        days.add(day);
      } else {
        json.skipChildren();
      }
    }
  }

  private void entry(String path, List<Entry> members) throws IOException {
    var place = place();
    var fields = new HashMap<String, String>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      put(fields, name);
    }
    if (++entries > MOST_ENTRIES) {
      throw tooLarge();
    }
    members.add(
        new Entry(
            place,
            path,
            fields.getOrDefault("pmSmsseId", ""),
            fields.getOrDefault("typeRoleEntiteGroupe", "")));
  }

  private void entity(String path) throws IOException {
    var fields = new HashMap<String, String>();
    var place = new Place[] {place()};
    entityFields(fields, place);
    var id = fields.get("pmSmsseId");
    if (id == null) {
      return;
    }
    if (entities.size() >= MOST_ENTITIES) {
      throw tooLarge();
    }
    var number = fields.getOrDefault("numFinessPm", "");
    var name = fields.getOrDefault("denominationPm", "").strip();
    entities.put(
        id,
        new Entity(
            place[0],
            path + ".informationsGeneralesPMEJ.numFinessPm",
            number,
            name.isEmpty() ? number : name));
  }

  /**
   * @param place becomes that of the number
   */
  private void entityFields(Map<String, String> fields, Place[] place) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "informationsGeneralesPMEJ" -> {
          if (json.currentToken() == JsonToken.START_OBJECT) {
            entityFields(fields, place);
          } else {
            json.skipChildren();
          }
        }
        case "pmSmsseId", "denominationPm" -> put(fields, name);
        case "numFinessPm" -> {
          place[0] = place();
          put(fields, name);
        }
        default -> json.skipChildren();
      }
    }
  }

  private void put(Map<String, String> fields, String name) throws IOException {
    var text = text();
    if (text != null) {
      fields.put(name, text);
    } else {
      json.skipChildren();
    }
  }

  /** Of a text or number; bounded, and null of anything else. */
  private @Nullable String text() throws IOException {
    var token = json.currentToken();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      return null;
    }
    var text = json.getText();
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private Place place() {
    var at = json.currentTokenLocation();
    return new Place(at.getLineNr(), at.getColumnNr());
  }

  /** The day of {@code 2017-01-01} or of an instant that begins so; null of anything else. */
  private static @Nullable LocalDate day(@Nullable String text) {
    try {
      return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Problem.ProblemException tooLarge() {
    return Kind.TOO_LARGE.with("TOO_LARGE", "The file is larger than the whole register is.");
  }

  /** A gzip of nothing much ends here, not in memory or time. */
  private static final class Bounded extends FilterInputStream {
    private long left = LARGEST;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      var read = super.read(into, from, most);
      return counted(read, read);
    }

    private int counted(int answer, int bytes) {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw tooLarge();
      }
      return answer;
    }
  }
}
