package fr.ght.inventory.intake.imports;

import fr.ght.access.Action;
import fr.ght.http.csv.CsvColumns;
import fr.ght.http.csv.CsvFile.Row;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.Contract.Declared;
import fr.ght.inventory.domain.contract.Contract.Undeclared;
import fr.ght.inventory.domain.contract.ContractCommand.Change;
import fr.ght.inventory.french.Terms;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.contracts.ContractBody;
import fr.ght.inventory.intake.contracts.ContractBody.Renewal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line is a contract, whole: an empty cell says that there is no such term. */
final class ContractFormat implements ImportFormat<Change, Contract> {
  private static final CsvColumns COLUMNS =
      CsvColumns.none()
          .required("id", "Identifiant", "Code", "Numéro")
          .required(
              ImportColumns.ESTABLISHMENT,
              "Établissement (FINESS)",
              "Établissement",
              "FINESS",
              "FINESS EJ")
          .required("kind", "Nature", "Type", "Type de contrat")
          .required("supplier", "Titulaire", "Fournisseur", "Éditeur")
          .required("subject", "Objet", "Libellé", "Intitulé")
          .optional("reference", "Référence", "Numéro de marché", "N° de marché")
          .optional("signedOn", "Signé le", "Date de signature", "Date de notification")
          .required("start", "Début", "Date de début")
          .optional("initialTerm", "Durée initiale", "Durée")
          .optional("renewalTerm", "Durée de reconduction", "Durée de renouvellement")
          .optional("renewals", "Reconductions", "Renouvellements", "Nombre de reconductions")
          .optional("tacit", "Reconduction tacite", "Tacite")
          .optional("notice", "Préavis")
          .optional("amount", "Montant HT", "Montant", "Montant (EUR HT)")
          .optional("amountPer", "Montant par", "Périodicité du montant");

  /** Where the body has fields in fields. */
  private static final Map<String, String> BY_FIELD =
      Map.of("renewal.term", "renewalTerm", "renewal.most", "renewals", "renewal", "renewals");

  @Override
  public Action action() {
    return Action.DECLARE_CONTRACT;
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
  public ImportedLine<Change, Contract> read(Row row) {
    var cells = new ImportColumns(row);
    var body =
        new ContractBody(
            cells.text(ImportColumns.ESTABLISHMENT),
            Terms.CONTRACT_KIND.code(cells.text("kind")),
            null,
            cells.text("supplier"),
            cells.text("subject"),
            cells.text("reference"),
            cells.day("signedOn"),
            cells.day("start"),
            cells.length("initialTerm"),
            renewal(cells),
            cells.length("notice"),
            cells.amount("amount"),
            Terms.AMOUNT_PER.code(cells.text("amountPer")));
    var id = Objects.requireNonNullElse(cells.text("id"), "");
    var stream = cells.part(() -> Names.contract(id));
    var command = cells.part(body::toCommand);
    cells.throwIfAny();
    var declare = command.get();
    return new ImportedLine<>(
        stream.get(),
        id,
        declare.terms().establishment(),
        _ -> declare,
        known ->
            switch (known) {
              case Undeclared _ -> Optional.empty();
              case Declared declared -> Optional.of(declared.terms().establishment());
            });
  }

  private static @Nullable Renewal renewal(ImportColumns cells) {
    var term = cells.length("renewalTerm");
    var most = cells.number("renewals");
    var tacit = cells.truth("tacit");
    return term == null && (most == null || most == 0) ? null : new Renewal(term, most, tacit);
  }
}
