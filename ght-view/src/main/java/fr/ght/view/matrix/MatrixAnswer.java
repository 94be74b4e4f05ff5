package fr.ght.view.matrix;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Business functions × establishments, as of an instant.
 *
 * @param establishments the columns, in the order of the group's page
 * @param functions the rows, those in which something is declared, by code
 */
@Schema(name = "Matrix")
public record MatrixAnswer(
    String ght,
    @Nullable Instant asOf,
    LocalDate on,
    @Nullable Instant completeUpTo,
    List<Column> establishments,
    List<Function> functions) {

  public MatrixAnswer {
    establishments = List.copyOf(establishments);
    functions = List.copyOf(functions);
  }

  @Schema(name = "MatrixEstablishment")
  public record Column(String finess, String name) {}

  @Schema(name = "MatrixFunction")
  public record Function(String code, List<Cell> cells) {
    public Function {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One application; an establishment may have several for one function. Decommissioned ones are
   * left out.
   *
   * @param establishment FINESS
   * @param instance as which it runs; null if not said
   * @param sharedBy how many of these establishments run this instance of the product, this one
   *     among them; 0 if the instance is not said
   */
  @Schema(name = "MatrixCell")
  public record Cell(
      String establishment,
      String application,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users,
      @Nullable String instance,
      int sharedBy) {}
}
