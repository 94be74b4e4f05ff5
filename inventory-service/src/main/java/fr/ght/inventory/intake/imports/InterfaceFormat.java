package fr.ght.inventory.intake.imports;

import fr.ght.access.Action;
import fr.ght.http.Problem;
import fr.ght.http.csv.CsvColumns;
import fr.ght.http.csv.CsvFile.Row;
import fr.ght.inventory.domain.application.Application;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.Application.Undeclared;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationCommand.Declare;
import fr.ght.inventory.domain.application.Deployment;
import fr.ght.inventory.domain.application.Interface;
import fr.ght.inventory.domain.application.Needs;
import fr.ght.inventory.domain.application.Operation;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.OperationBody;
import fr.ght.inventory.intake.OperationBody.OfInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line is an interface; all lines of one application are all its interfaces. A line that names
 * nothing but the application says that it has none.
 */
final class InterfaceFormat implements ImportFormat<ApplicationCommand, Application> {
  private static final CsvColumns COLUMNS =
      CsvColumns.none()
          .required("id", "Identifiant", "Code", "Code application")
          .required(
              ImportColumns.ESTABLISHMENT,
              "Établissement (FINESS)",
              "Établissement",
              "FINESS",
              "FINESS EJ")
          .required("direction", "Sens")
          .required("standard", "Standard", "Norme")
          .optional("application", "Application liée")
          .optional("system", "Système externe");

  /** {@code interfaces[2].standard}, or {@code lines[2].establishment}. */
  private static final Pattern NUMBERED =
      Pattern.compile("(interfaces|lines)\\[(\\d+)\\](?:\\.(\\w+))?");

  @Override
  public Action action() {
    return Action.DECLARE;
  }

  @Override
  public CsvColumns columns() {
    return COLUMNS;
  }

  @Override
  public String column(String field) {
    var numbered = NUMBERED.matcher(field);
    if (!numbered.matches()) {
      return field;
    }
    return Objects.requireNonNullElse(numbered.group(3), "application");
  }

  @Override
  public Row place(String field, List<Row> rows) {
    var numbered = NUMBERED.matcher(field);
    if (!numbered.matches()) {
      return rows.getFirst();
    }
    var counted = numbered.group(1).equals("lines") ? rows : saying(rows);
    return counted.get(Integer.parseInt(numbered.group(2)));
  }

  @Override
  public List<List<Row>> together(List<Row> rows) {
    var byApplication = new LinkedHashMap<String, List<Row>>();
    for (var row : rows) {
      var id = row.cell("id");
      // What names no application is refused by itself.
      var key = id == null ? "line " + row.line() : "id " + id;
      byApplication.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    return List.copyOf(byApplication.values());
  }

  /** Those that say more than which application they are of. */
  private static List<Row> saying(List<Row> rows) {
    return rows.stream()
        .filter(row ->
            List.of("direction", "standard", "application", "system").stream()
                .anyMatch(column -> row.cell(column) != null))
        .toList();
  }

  @Override
  public ImportedLine<ApplicationCommand, Application> read(Row row) {
    return read(List.of(row));
  }

  @Override
  public ImportedLine<ApplicationCommand, Application> read(List<Row> rows) {
    var cells = new ImportColumns(rows.getFirst());
    var id = Objects.requireNonNullElse(cells.text("id"), "");
    var stream = cells.part(() -> Names.application(id));
    var establishment = cells.part(() -> establishment(rows));
    var interfaces = cells.part(() -> OperationBody.interfaces(written(rows)));
    cells.throwIfAny();
    return new ImportedLine<>(
        stream.get(),
        id,
        establishment.get(),
        known -> declare(known, interfaces.get()),
        known ->
            switch (known) {
              case Undeclared _ -> Optional.empty();
              case Declared declared -> Optional.of(declared.deployment().establishment());
            });
  }

  private static Finess establishment(List<Row> rows) {
    var said = rows.getFirst().cell(ImportColumns.ESTABLISHMENT);
    for (int n = 1; n < rows.size(); n++) {
      if (!Objects.equals(said, rows.get(n).cell(ImportColumns.ESTABLISHMENT))) {
        throw Problem.invalid(
            "lines[%d].establishment".formatted(n),
            "is not that of line " + rows.getFirst().line());
      }
    }
    if (said == null) {
      throw Problem.invalid(ImportColumns.ESTABLISHMENT, "is missing");
    }
    try {
      return Finess.parse(said);
    } catch (Finess.Invalid invalid) {
      throw Problem.invalid(ImportColumns.ESTABLISHMENT, String.valueOf(invalid.getMessage()));
    }
  }

  private static List<@Nullable OfInterface> written(List<Row> rows) {
    var all = new ArrayList<@Nullable OfInterface>();
    for (var row : saying(rows)) {
      all.add(
          new OfInterface(
              row.cell("application"),
              row.cell("system"),
              row.cell("standard"),
              Terms.DIRECTION.code(row.cell("direction"))));
    }
    return all;
  }

  /** All else stays as it is known. */
  private static ApplicationCommand declare(Application known, List<Interface> interfaces) {
    return switch (known) {
      case Undeclared _ ->
          throw Problem.invalid("id", "is no application that is declared: declare it first");
      case Declared declared -> {
        var deployment = declared.deployment();
        yield new Declare(
            new Deployment(
                deployment.establishment(),
                deployment.function(),
                deployment.product(),
                null,
                deployment.users(),
                new Operation(null, Needs.UNKNOWN, null, interfaces)),
            declared.state());
      }
    };
  }
}
