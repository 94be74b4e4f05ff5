package fr.ght.http.csv;

import fr.ght.http.Problem;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with headings, as it was sent: UTF-8 or Windows-1252, separated by semicolons, commas
 * or tabs. Empty lines are passed over.
 *
 * @param ignored headings that mean nothing here
 */
public record CsvFile(List<Row> rows, List<String> ignored) {

  /** More than any hospital has of anything that is kept in spreadsheets. */
  public static final int MOST_ROWS = 20_000;

  private static final String SEPARATORS = ";,\t";
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST_HEADING = 60;

  public CsvFile {
    rows = List.copyOf(rows);
    ignored = List.copyOf(ignored);
  }

  /**
   * One line of the file.
   *
   * @param line where it begins, the headings being on line 1
   * @param cells by their column; empty ones are left out
   * @param headings what the file calls the columns
   * @param isTooLong whether it has texts where there is no heading
   */
  public record Row(
      int line, Map<String, String> cells, Map<String, String> headings, boolean isTooLong) {

    /** What the cell says; null if it is empty, or there is no such column. */
    public @Nullable String cell(String column) {
      return cells.get(column);
    }

    /** What the file calls the column; the column's own name if it is not there. */
    public String heading(String column) {
      return headings.getOrDefault(column, column);
    }
  }

  /**
   * @param columns which there may be
   * @throws Problem.ProblemException 400 if it is no CSV with headings; 422 if a column is missing
   *     or there twice; 413 if it has too many rows
   */
  public static CsvFile read(byte[] body, CsvColumns columns) {
    var text = CsvText.of(body);
    var format =
        CSVFormat.DEFAULT.builder().setDelimiter(separator(text)).setIgnoreEmptyLines(false).get();
    try (var parser = CSVParser.parse(text, format)) {
      return read(parser, columns);
    } catch (CSVException | UncheckedIOException e) {
      throw malformed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CsvFile read(CSVParser parser, CsvColumns columns) {
    var lines = parser.iterator();
    var headings = lines.hasNext() ? lines.next() : null;
    if (headings == null || isEmpty(headings)) {
      throw Problem.unreadable("body", "has no headings in its first line");
    }
    var named = named(headings, columns);
    var shown = new LinkedHashMap<String, String>();
    var ignored = new ArrayList<String>();
    for (int i = 0; i < named.size(); i++) {
      var column = named.get(i);
      var heading = shown(headings.get(i));
      if (column != null) {
        shown.put(column, heading);
      } else if (!heading.isEmpty()) {
        ignored.add(heading);
      }
    }
    return new CsvFile(rows(parser, lines, named, shown), ignored);
  }

  private static List<Row> rows(
      CSVParser parser,
      Iterator<CSVRecord> lines,
      List<@Nullable String> named,
      Map<String, String> headings) {
    var rows = new ArrayList<Row>();
    int line = (int) parser.getCurrentLineNumber() + 1;
    while (lines.hasNext()) {
      var found = lines.next();
      if (!isEmpty(found)) {
        if (rows.size() == MOST_ROWS) {
          throw Kind.TOO_LARGE.with(
              "TOO_MANY_ROWS", "Send at most %d lines in a file.".formatted(MOST_ROWS));
        }
        rows.add(row(line, found, named, headings));
      }
      line = (int) parser.getCurrentLineNumber() + 1;
    }
    return rows;
  }

  private static Row row(
      int line, CSVRecord found, List<@Nullable String> named, Map<String, String> headings) {
    var cells = new LinkedHashMap<String, String>();
    var isTooLong = false;
    for (int i = 0; i < found.size(); i++) {
      var cell = CsvTable.unsafe(found.get(i).strip());
      var column = i < named.size() ? named.get(i) : null;
      if (column != null && !cell.isEmpty()) {
        cells.put(column, cell);
      }
      isTooLong |= i >= named.size() && !cell.isEmpty();
    }
    return new Row(line, cells, headings, isTooLong);
  }

  /** The column that each heading stands for; null where it is none. */
  private static List<@Nullable String> named(CSVRecord headings, CsvColumns columns) {
    var named = headings.stream().<@Nullable String>map(columns::named).toList();
    var errors = new ArrayList<FieldError>();
    for (var column : columns.all()) {
      long times = named.stream().filter(column::equals).count();
      if (times > 1) {
        errors.add(new FieldError(columns.usual(column), "is there more than once"));
      } else if (times == 0 && columns.isRequired(column)) {
        errors.add(new FieldError(columns.usual(column), "is missing among the headings"));
      }
    }
    if (!errors.isEmpty()) {
      throw Kind.INVALID.with("HEADINGS", "The first line lacks or repeats headings.", errors);
    }
    return named;
  }

  private static String shown(String heading) {
    var clean = CONTROL.matcher(heading).replaceAll(" ").strip();
    return clean.length() <= LONGEST_HEADING ? clean : clean.substring(0, LONGEST_HEADING);
  }

  private static boolean isEmpty(CSVRecord line) {
    return line.stream().allMatch(String::isBlank);
  }

  /** The one that the first line has most of. */
  private static char separator(String text) {
    var end =
        Stream.of(text.indexOf('\n'), text.indexOf('\r')).filter(i -> i >= 0).min(Integer::compare);
    var headings = text.substring(0, end.orElse(text.length()));
    char most = SEPARATORS.charAt(0);
    for (int i = 1; i < SEPARATORS.length(); i++) {
      if (count(headings, SEPARATORS.charAt(i)) > count(headings, most)) {
        most = SEPARATORS.charAt(i);
      }
    }
    return most;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static Problem.ProblemException malformed() {
    return Problem.unreadable(
        "body", "is no CSV: a quotation mark is not closed, or stands amid a text");
  }
}
