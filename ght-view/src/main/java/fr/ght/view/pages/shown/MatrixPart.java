package fr.ght.view.pages.shown;

import fr.ght.view.french.French;
import fr.ght.view.french.Labels;
import fr.ght.view.matrix.MatrixAnswer;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions × establishments; a cell holds every application of one for the other. */
public record MatrixPart(List<Column> columns, List<Row> rows) {

  public record Column(String finess, String name, Address page) {}

  public record Row(String code, String function, List<Cell> cells) {}

  /**
   * @param key names the cell for ever, so that an open page can tell which one changed
   */
  public record Cell(String key, List<Deployed> applications) {}

  /**
   * @param version empty if not declared
   * @param style of the state, for the style sheet
   * @param instance who shares it; empty if not declared
   */
  public record Deployed(
      String product, String version, String state, String style, String instance) {

    static Deployed of(
        String product, @Nullable String version, String state, @Nullable String instance) {
      return new Deployed(
          product,
          version == null ? "" : version,
          Labels.applicationState(state),
          style(state),
          instance == null ? "" : "instance\u00a0" + instance);
    }

    /** With how many establishments share the instance. */
    private static Deployed of(MatrixAnswer.Cell cell) {
      var alone = of(cell.product(), cell.version(), cell.state(), cell.instance());
      return cell.sharedBy() < 2
          ? alone
          : new Deployed(
              alone.product(),
              alone.version(),
              alone.state(),
              alone.style(),
              alone.instance()
                  + ", partagée par "
                  + French.count(cell.sharedBy(), "établissement", "établissements"));
    }

    private static String style(String state) {
      return switch (state) {
        case "PLANNED", "IN_DEPLOYMENT" -> "coming";
        case "IN_PRODUCTION" -> "production";
        default -> "leaving";
      };
    }
  }

  public static MatrixPart of(MatrixAnswer matrix, Moment moment) {
    var columns =
        matrix.establishments().stream()
            .map(one ->
                new Column(
                    one.finess(),
                    one.name(),
                    Address.establishment(matrix.ght(), one.finess())
                        .with("asOf", moment.parameter())))
            .toList();
    var rows =
        matrix.functions().stream()
            .map(function -> row(function, columns))
            .sorted(Comparator.comparing(Row::function, FrenchOrder.BY_NAME))
            .toList();
    return new MatrixPart(columns, rows);
  }

  private static Row row(MatrixAnswer.Function function, List<Column> columns) {
    return new Row(
        function.code(),
        Labels.function(function.code()),
        columns.stream().map(column -> cell(function, column.finess())).toList());
  }

  private static Cell cell(MatrixAnswer.Function function, String finess) {
    return new Cell(
        function.code() + "/" + finess,
        function.cells().stream()
            .filter(cell -> cell.establishment().equals(finess))
            .map(Deployed::of)
            .toList());
  }
}
