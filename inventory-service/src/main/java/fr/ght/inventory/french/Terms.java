package fr.ght.inventory.french;

import fr.ght.http.lists.SearchText;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * French terms for codes, and codes for French terms, of {@code terms.properties}. Immutable, safe
 * to share.
 */
public final class Terms {
  public static final Terms FUNCTION = new Terms("function");
  public static final Terms APPLICATION_STATE = new Terms("application-state");
  public static final Terms HOSTING = new Terms("hosting");
  public static final Terms CERTIFICATE = new Terms("certificate");
  public static final Terms SKILL_LEVEL = new Terms("skill-level");
  public static final Terms CONTRACT_KIND = new Terms("contract-kind");
  public static final Terms CONTRACT_STATE = new Terms("contract-state");
  public static final Terms BUDGET = new Terms("budget");
  public static final Terms AMOUNT_PER = new Terms("amount-per");
  public static final Terms METRIC = new Terms("metric");
  public static final Terms VERDICT = new Terms("licence-verdict");
  public static final Terms MACHINE_KIND = new Terms("machine-kind");
  public static final Terms MACHINE_STATE = new Terms("machine-state");
  public static final Terms INCIDENT = new Terms("incident");
  public static final Terms INCIDENT_STATE = new Terms("incident-state");
  public static final Terms SEGMENT = new Terms("segment");
  public static final Terms DIRECTION = new Terms("direction");
  public static final Terms ROLE = new Terms("role");

  private final Map<String, String> terms = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();

  private Terms(String family) {
    read()
        .forEach((key, term) -> {
          var name = key.toString();
          if (name.startsWith(family + ".")) {
            var code = name.substring(family.length() + 1);
            terms.put(code, term.toString());
            codes.put(plain(term.toString()), code);
            codes.put(plain(code), code);
          }
        });
  }

  private static String plain(String term) {
    return SearchText.of(term).replace('_', ' ').replace('-', ' ').replace('’', '\'').strip();
  }

  /** The term; the code itself where there is none. */
  public @Nullable String of(@Nullable String code) {
    return code == null ? null : terms.getOrDefault(code, code);
  }

  /** The code of a term, whatever its case and accents, or of the code itself; else the text. */
  public @Nullable String code(@Nullable String text) {
    return text == null ? null : codes.getOrDefault(plain(text), text);
  }

  /** How spreadsheets write a length: {@code 4 ans}; as ISO writes it if it has several parts. */
  public static @Nullable String length(@Nullable String iso) {
    if (iso == null) {
      return null;
    }
    var length = Period.parse(iso);
    var parts =
        Stream.of(
                part(length.getYears(), "an", "ans"),
                part(length.getMonths(), "mois", "mois"),
                part(length.getDays(), "jour", "jours"))
            .filter(part -> !part.isEmpty())
            .toList();
    return parts.size() == 1 ? parts.getFirst() : iso;
  }

  private static String part(int number, String one, String several) {
    return number == 0 ? "" : number + " " + (number == 1 ? one : several);
  }

  private static Properties read() {
    var all = new Properties();
    try (var file = Objects.requireNonNull(Terms.class.getResourceAsStream("terms.properties"))) {
      all.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
