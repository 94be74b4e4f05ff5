package fr.ght.local.testing.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of {@code docs/rights.md} about one service. A cell holds one word for all places, or
 * one for each {@link Position}.
 */
public final class RightsTable {
  private static final int PLACES = Position.values().length;

  private final List<String> callers;
  private final List<Row> rows;

  private RightsTable(List<String> callers, List<Row> rows) {
    this.callers = callers;
    this.rows = rows;
  }

  /**
   * @param question the endpoint as the table names it, with the note that tells several of its
   *     questions apart
   * @param words by caller: what each place's answer is
   */
  public record Row(Endpoint endpoint, String question, Map<String, List<String>> words) {}

  /**
   * @param service the heading under which its table stands
   * @throws IllegalArgumentException if there is no such table, or a row that is not whole
   */
  public static RightsTable read(Path document, String service) {
    var lines = lines(document).stream().map(String::strip).toList();
    var start = lines.indexOf("## " + service);
    if (start < 0) {
      throw new IllegalArgumentException(document + " has no heading " + service);
    }
    var table =
        lines.stream()
            .skip(start + 1L)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("|"))
            .map(RightsTable::cells)
            .toList();
    var callers = table.getFirst().subList(1, table.getFirst().size());
    // Behind the head comes the line that draws it.
    return new RightsTable(
        callers, table.stream().skip(2).map(cells -> row(callers, cells)).toList());
  }

  private static List<String> lines(Path document) {
    try {
      return Files.readAllLines(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    var inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static Row row(List<String> callers, List<String> cells) {
    if (cells.size() != callers.size() + 1) {
      throw new IllegalArgumentException("not a cell for each caller: " + cells);
    }
    var question = cells.getFirst().replace("`", "");
    var words = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < callers.size(); i++) {
      words.put(callers.get(i), places(question, cells.get(i + 1)));
    }
    return new Row(Endpoint.parse(question), question, words);
  }

  private static List<String> places(String question, String cell) {
    var words = List.of(cell.split("\\s+"));
    return switch (words.size()) {
      case 1 -> List.of(words.getFirst(), words.getFirst(), words.getFirst());
      case 3 -> words;
      default ->
          throw new IllegalArgumentException(
              "a cell has one word or %d: %s in %s".formatted(PLACES, cell, question));
    };
  }

  public List<String> callers() {
    return callers;
  }

  public List<Row> rows() {
    return rows;
  }

  /**
   * Where the table and the service differ; empty where they agree.
   *
   * @param questions those that the test knows how to ask
   */
  public List<String> differences(Set<Endpoint> endpoints, Set<String> questions) {
    var found = new ArrayList<String>();
    var told = new TreeSet<Endpoint>();
    rows.forEach(row -> told.add(row.endpoint()));
    missing(endpoints, told)
        .forEach(endpoint -> found.add("no row in docs/rights.md for " + endpoint));
    missing(told, endpoints)
        .forEach(endpoint -> found.add("a row in docs/rights.md for no endpoint: " + endpoint));
    var named = new TreeSet<String>();
    rows.stream()
        .map(Row::question)
        .filter(question -> !named.add(question))
        .forEach(question -> found.add("two rows for " + question));
    missing(named, questions).forEach(question -> found.add("the test does not ask " + question));
    missing(questions, named)
        .forEach(question -> found.add("the test asks what has no row: " + question));
    return found;
  }

  private static <T> Set<T> missing(Set<T> these, Set<T> those) {
    var rest = new TreeSet<>(Objects.requireNonNull(these));
    rest.removeAll(those);
    return rest;
  }
}
