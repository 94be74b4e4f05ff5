package fr.ght.inventory.intake.imports;

import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became, or would become, of the lines of a file.
 *
 * @param dryRun whether nothing was written
 * @param lines how many lines say something, the headings not among them
 * @param created of what was not known before
 * @param refused lines with an error; nothing of them was or will be written
 * @param errors the first {@link #MOST_ERRORS} of them, by line
 * @param moreErrors how many more there are
 * @param ignoredColumns headings that mean nothing here
 */
@Schema(name = "ImportReport")
public record ImportReport(
    boolean dryRun,
    int lines,
    int created,
    int changed,
    int unchanged,
    int refused,
    List<LineError> errors,
    int moreErrors,
    List<String> ignoredColumns) {
  static final int MOST_ERRORS = 500;

  public ImportReport {
    errors = List.copyOf(errors);
    ignoredColumns = List.copyOf(ignoredColumns);
  }

  /**
   * What is wrong with a line.
   *
   * @param line the headings are on line 1
   * @param column as the file calls it; null if no single one is to blame
   */
  @Schema(name = "ImportLineError")
  public record LineError(int line, @Nullable String column, String reason) {

    private FieldError asField() {
      return new FieldError(
          column == null ? "line " + line : "line %d, %s".formatted(line, column), reason);
    }
  }

  /** For a file that is not taken because of its errors. */
  ProblemException asProblem() {
    return Kind.INVALID.with(
        "LINES_REFUSED",
        "%d of %d lines are wrong, so nothing was written. Mend them, or take the others with skipErrors=true."
            .formatted(refused, lines),
        errors.stream().map(LineError::asField).toList());
  }
}
