package fr.ght.inventory.intake.imports;

import fr.ght.access.Action;
import fr.ght.http.csv.CsvColumns;
import fr.ght.http.csv.CsvFile.Row;
import fr.ght.inventory.domain.skill.SkillCommand;
import fr.ght.inventory.domain.skill.SkillCoverage;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.SkillResource;
import java.util.Optional;

/** A line is one level of one product at one establishment. */
final class SkillFormat implements ImportFormat<SkillCommand, SkillCoverage> {
  private static final CsvColumns COLUMNS =
      CsvColumns.none()
          .required(
              ImportColumns.ESTABLISHMENT,
              "Établissement (FINESS)",
              "Établissement",
              "FINESS",
              "FINESS EJ")
          .required("product", "Produit", "Logiciel", "Application")
          .required("level", "Niveau", "Niveau de compétence")
          .required("people", "Personnes", "Nombre de personnes", "Effectif")
          .optional("until", "Jusqu'au", "Date de fin");

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
    return field;
  }

  @Override
  public ImportedLine<SkillCommand, SkillCoverage> read(Row row) {
    var cells = new ImportColumns(row);
    var body =
        new SkillResource.Body(
            Terms.SKILL_LEVEL.code(cells.text("level")),
            cells.number("people"),
            cells.day("until"));
    var record =
        cells.part(
            () -> body.toCommand(cells.text(ImportColumns.ESTABLISHMENT), cells.text("product")));
    cells.throwIfAny();
    var command = record.get();
    var stream = Names.skills(command.establishment(), command.product());
    return new ImportedLine<>(
        stream,
        stream + "/" + command.level(),
        command.establishment(),
        _ -> command,
        _ -> Optional.empty());
  }
}
