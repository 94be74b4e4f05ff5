package fr.ght.inventory.intake.imports;

import fr.ght.access.Action;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvColumns;
import fr.ght.http.csv.CsvFile.Row;

/** How lines of one kind of file become commands. */
interface ImportFormat<C, S> {
  /** What whoever sends such a file must have the right to. */
  Action action();

  CsvColumns columns();

  /**
   * @throws Problem.ProblemException whose errors name columns of {@link #columns}
   */
  ImportedLine<C, S> read(Row row);

  /** The column of a field that a refusal of the rules names; the field itself if there is none. */
  String column(String field);
}
