package fr.ght.inventory.intake.imports;

import fr.ght.access.Action;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvColumns;
import fr.ght.http.csv.CsvFile.Row;
import java.util.List;

/** How lines of one kind of file become commands. */
interface ImportFormat<C, S> {
  /** What whoever sends such a file must have the right to. */
  Action action();

  CsvColumns columns();

  /**
   * @throws Problem.ProblemException whose errors name columns of {@link #columns}
   */
  ImportedLine<C, S> read(Row row);

  /** Lines that say one thing together; each says one by itself unless a format joins some. */
  default List<List<Row>> together(List<Row> rows) {
    return rows.stream().map(List::of).toList();
  }

  /**
   * What these lines say together.
   *
   * @throws Problem.ProblemException as of one
   */
  default ImportedLine<C, S> read(List<Row> rows) {
    return read(rows.getFirst());
  }

  /** Of which of these lines a field is. */
  default Row place(String field, List<Row> rows) {
    return rows.getFirst();
  }

  /** The column of a field that a refusal of the rules names; the field itself if there is none. */
  String column(String field);
}
