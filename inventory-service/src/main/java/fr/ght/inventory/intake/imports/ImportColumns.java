package fr.ght.inventory.intake.imports;

import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.http.csv.CsvFile.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a line as the texts and numbers of a body, and all that is wrong with them. What
 * French spreadsheets write is taken: days as {@code 31/12/2026}, thousands with a space, times as
 * {@code 4 h}.
 */
final class ImportColumns {
  static final String ESTABLISHMENT = "establishment";

  private static final DateTimeFormatter FRENCH_DAY =
      DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern TIME =
      Pattern.compile("(?i)(\\d{1,5})\\s*(min|mn|minutes?|h|heures?|j|d|jours?|days?)");

  private static final Pattern LENGTH =
      Pattern.compile(
          "(?i)(\\d{1,5})\\s*(ans?|années?|years?|mois|months?|semaines?|weeks?|jours?|days?|j|d)");

  private static final Set<String> UNKNOWN = Set.of("inconnu", "inconnue", "unknown");

  private final Row row;
  private final List<FieldError> errors = new ArrayList<>();

  ImportColumns(Row row) {
    this.row = row;
  }

  @Nullable String text(String column) {
    return row.cell(column);
  }

  /**
   * Of a cell that may say that it is no longer known, which an empty one does not.
   *
   * @return the text; null where it says nothing, or that
   */
  @Nullable String knowable(String column) {
    return isUnknown(column) ? null : row.cell(column);
  }

  boolean isUnknown(String column) {
    var cell = row.cell(column);
    return cell != null && UNKNOWN.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** Those of the columns whose cells say so. */
  List<String> unknown(String... columns) {
    return Stream.of(columns).filter(this::isUnknown).toList();
  }

  @Nullable Integer number(String column) {
    return number(column, row.cell(column));
  }

  /** Null also where it is said to be unknown. */
  @Nullable Integer knowableNumber(String column) {
    return number(column, knowable(column));
  }

  private @Nullable Integer number(String column, @Nullable String cell) {
    if (cell == null) {
      return null;
    }
    try {
      return Integer.valueOf(BLANKS.matcher(cell).replaceAll(""));
    } catch (NumberFormatException e) {
      errors.add(new FieldError(column, "is not a whole number"));
      return null;
    }
  }

  /** As ISO writes it. */
  @Nullable String day(String column) {
    var cell = row.cell(column);
    if (cell == null || cell.indexOf('/') < 0) {
      return cell;
    }
    try {
      return LocalDate.parse(cell, FRENCH_DAY).toString();
    } catch (DateTimeException e) {
      errors.add(new FieldError(column, "is not a date such as 31/12/2026 or 2026-12-31"));
      return null;
    }
  }

  /** In EUR: {@code 34 000,00 €}, {@code 34000.5}. */
  @Nullable BigDecimal amount(String column) {
    var cell = row.cell(column);
    if (cell == null) {
      return null;
    }
    try {
      return new BigDecimal(BLANKS.matcher(cell.replace("€", "")).replaceAll("").replace(',', '.'));
    } catch (NumberFormatException e) {
      errors.add(new FieldError(column, "is not an amount such as 34000,50"));
      return null;
    }
  }

  /** Yes or no. */
  @Nullable Boolean truth(String column) {
    var cell = row.cell(column);
    if (cell == null) {
      return null;
    }
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "oui", "o", "vrai", "true", "yes", "x" -> true;
      case "non", "n", "faux", "false", "no" -> false;
      default -> {
        errors.add(new FieldError(column, "is neither oui nor non"));
        yield null;
      }
    };
  }

  /** How long a term is, as ISO writes it: {@code 4 ans}, {@code 18 mois}, {@code P4Y}. */
  @Nullable String length(String column) {
    var cell = row.cell(column);
    var length = cell == null ? null : LENGTH.matcher(cell);
    if (length == null || !length.matches()) {
      return cell;
    }
    var number = length.group(1);
    return switch (Character.toLowerCase(length.group(2).charAt(0))) {
      case 'a', 'y' -> "P" + number + "Y";
      case 'm' -> "P" + number + "M";
      case 's', 'w' -> "P" + number + "W";
      default -> "P" + number + "D";
    };
  }

  /**
   * As ISO writes it; what is neither that nor French is left for the reader to judge. Null also
   * where it is said to be unknown.
   */
  @Nullable String time(String column) {
    var cell = knowable(column);
    var time = cell == null ? null : TIME.matcher(cell);
    if (time == null || !time.matches()) {
      return cell;
    }
    long number = Long.parseLong(time.group(1));
    return switch (Character.toLowerCase(time.group(2).charAt(0))) {
      case 'm' -> Duration.ofMinutes(number).toString();
      case 'h' -> Duration.ofHours(number).toString();
      default -> Duration.ofDays(number).toString();
    };
  }

  /** What is made of the cells; if that fails, why is told with all else. */
  <T> Supplier<T> part(Supplier<T> make) {
    try {
      T made = make.get();
      return () -> made;
    } catch (ProblemException e) {
      e.problem().errors().stream().filter(this::isNew).forEach(errors::add);
      return () -> {
        throw new IllegalStateException("was refused", e);
      };
    }
  }

  /** A cell that could not be read is not missing, too. */
  private boolean isNew(FieldError error) {
    return errors.stream().noneMatch(known -> known.field().equals(error.field()));
  }

  /**
   * Once all cells were looked at.
   *
   * @throws ProblemException 422 if anything is wrong with one
   */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw Kind.INVALID.with("INVALID", "Cells cannot be read.", errors);
    }
  }
}
