package fr.ght.http.csv;

import fr.ght.http.AsOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a list are written as CSV that a French spreadsheet opens rightly: UTF-8 with a
 * byte order mark, semicolons, CRLF, decimal commas, dates as {@code 31/12/2026}. A text that a
 * spreadsheet would take for a formula has an apostrophe before it. Immutable, safe to share.
 */
public final class CsvTable<T> {
  public static final String MEDIA_TYPE = "text/csv";

  /** For who does not mind the form of an answer, JSON comes first. */
  public static final String PRODUCED = MEDIA_TYPE + ";charset=UTF-8;qs=0.5";

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setDelimiter(';').setRecordSeparator("\r\n").get();
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss").withZone(AsOf.PARIS);

  /** What begins with one of these is a formula to a spreadsheet (OWASP, CSV injection). */
  private static final String FORMULA = "=+-@\t\r";

  private final List<Column<T>> columns;

  private CsvTable(List<Column<T>> columns) {
    this.columns = columns;
  }

  private record Column<T>(String heading, Function<T, @Nullable Object> value) {}

  public static <T> CsvTable<T> empty() {
    return new CsvTable<>(List.of());
  }

  /**
   * One more column.
   *
   * @param value a text, number, date, instant or truth; null is an empty cell
   */
  public CsvTable<T> column(String heading, Function<T, @Nullable Object> value) {
    var all = new ArrayList<>(columns);
    all.add(new Column<>(heading, value));
    return new CsvTable<>(List.copyOf(all));
  }

  /** The first line, after the byte order mark. */
  byte[] headings() {
    return ("\uFEFF" + line(columns.stream().<@Nullable Object>map(Column::heading).toList()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** One line for each item. */
  byte[] lines(List<T> items) {
    var text = new StringBuilder();
    for (var item : items) {
      text.append(line(columns.stream().map(column -> column.value().apply(item)).toList()));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String line(List<? extends @Nullable Object> values) {
    var line = new StringBuilder();
    try {
      FORMAT.printRecord(line, values.stream().map(CsvTable::cell).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> safe(text);
      case BigDecimal amount -> amount.toPlainString().replace('.', ',');
      case LocalDate day -> DAY.format(day);
      case Instant moment -> MOMENT.format(moment);
      case Boolean truth -> truth ? "oui" : "non";
      default -> value.toString();
    };
  }

  private static String safe(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** The text of a cell as it was before it was written safely. */
  static String unsafe(String cell) {
    return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0
        ? cell.substring(1)
        : cell;
  }
}
