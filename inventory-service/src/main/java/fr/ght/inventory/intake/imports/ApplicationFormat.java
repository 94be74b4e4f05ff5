package fr.ght.inventory.intake.imports;

import fr.ght.access.Action;
import fr.ght.http.csv.CsvColumns;
import fr.ght.http.csv.CsvFile.Row;
import fr.ght.inventory.domain.application.Application;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.Application.Undeclared;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationCommand.Declare;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.intake.ApplicationBody;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.OperationBody.OfHosting;
import fr.ght.inventory.intake.OperationBody.OfNeeds;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A line is an application; an empty cell says nothing, and what was known stays. */
final class ApplicationFormat implements ImportFormat<ApplicationCommand, Application> {
  private static final CsvColumns COLUMNS =
      CsvColumns.none()
          .required("id", "Identifiant", "Code", "Code application")
          .required(
              ImportColumns.ESTABLISHMENT,
              "Établissement (FINESS)",
              "Établissement",
              "FINESS",
              "FINESS EJ")
          .required("function", "Domaine fonctionnel", "Fonction", "Fonction métier", "Métier")
          .required("product", "Produit", "Logiciel", "Application")
          .optional("version", "Version")
          .required("state", "État", "Statut")
          .optional("users", "Utilisateurs", "Nombre d'utilisateurs", "Nb utilisateurs")
          .optional("instance", "Instance")
          .optional("availability", "Disponibilité", "D")
          .optional("integrity", "Intégrité", "I")
          .optional("confidentiality", "Confidentialité", "C")
          .optional("evidence", "Preuve", "Traçabilité", "P", "T")
          .optional("rto", "DMIA", "RTO (DMIA)", "DMIA (RTO)")
          .optional("rpo", "PDMA", "RPO (PDMA)", "PDMA (RPO)")
          .optional("hosting", "Hébergement")
          .optional("host", "Hébergeur")
          .optional("certificate", "Certificat HDS", "Numéro de certificat HDS")
          .optional("certificateFrom", "Certificat valide du", "Certificat valide depuis le")
          .optional(
              "certificateUntil", "Certificat valide jusqu'au", "Fin de validité du certificat");

  /** Where the body has fields in fields. */
  private static final Map<String, String> BY_FIELD =
      Map.ofEntries(
          Map.entry("needs.availability", "availability"),
          Map.entry("needs.integrity", "integrity"),
          Map.entry("needs.confidentiality", "confidentiality"),
          Map.entry("needs.evidence", "evidence"),
          Map.entry("needs.rto", "rto"),
          Map.entry("needs.rpo", "rpo"),
          Map.entry("hosting.kind", "hosting"),
          Map.entry("hosting.host", "host"),
          Map.entry("hosting.certificate", "certificate"),
          Map.entry("hosting.certificate.number", "certificate"),
          Map.entry("hosting.certificate.validFrom", "certificateFrom"),
          Map.entry("hosting.certificate.validUntil", "certificateUntil"));

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
    return BY_FIELD.getOrDefault(field, field);
  }

  @Override
  public ImportedLine<ApplicationCommand, Application> read(Row row) {
    var cells = new ImportColumns(row);
    var body =
        ApplicationBody.ofLine(
            cells.text(ImportColumns.ESTABLISHMENT),
            Terms.FUNCTION.code(cells.text("function")),
            cells.text("product"),
            cells.text("version"),
            Terms.APPLICATION_STATE.code(cells.text("state")),
            cells.knowableNumber("users"),
            cells.knowable("instance"),
            new OfNeeds(
                cells.knowableNumber("availability"),
                cells.knowableNumber("integrity"),
                cells.knowableNumber("confidentiality"),
                cells.knowableNumber("evidence"),
                cells.time("rto"),
                cells.time("rpo")),
            OfHosting.ofLine(
                Terms.HOSTING.code(cells.knowable("hosting")),
                cells.text("host"),
                cells.text("certificate"),
                cells.day("certificateFrom"),
                cells.day("certificateUntil")),
            cells.unknown(
                "instance",
                "availability",
                "integrity",
                "confidentiality",
                "evidence",
                "rto",
                "rpo",
                "hosting"));
    var id = Objects.requireNonNullElse(cells.text("id"), "");
    var stream = cells.part(() -> Names.application(id));
    var command = cells.part(body::toCommand);
    cells.throwIfAny();
    var declare = command.get();
    boolean isUsersUnknown = cells.isUnknown("users");
    return new ImportedLine<>(
        stream.get(),
        id,
        declare.deployment().establishment(),
        known -> isUsersUnknown ? declare : keepingUsers(declare, known),
        known ->
            switch (known) {
              case Undeclared _ -> Optional.empty();
              case Declared declared -> Optional.of(declared.deployment().establishment());
            });
  }

  /** Over REST, users that are not said become unknown; of an empty cell nobody means that. */
  private static ApplicationCommand keepingUsers(Declare said, Application known) {
    return said.deployment().users() == null && known instanceof Declared declared
        ? new Declare(
            said.deployment().withUsers(declared.deployment().users()),
            said.state(),
            said.unknown())
        : said;
  }
}
