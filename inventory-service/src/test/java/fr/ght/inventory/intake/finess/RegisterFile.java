package fr.ght.inventory.intake.finess;

import java.util.ArrayList;
import java.util.List;

/** A file of the flow "structures" in its shape, of groups that do not exist. */
final class RegisterFile {
  private final String generatedAt;
  private final List<String> groups = new ArrayList<>();
  private final List<String> entities = new ArrayList<>();

  private RegisterFile(String generatedAt) {
    this.generatedAt = generatedAt;
  }

  static RegisterFile of(String day) {
    return new RegisterFile(day + "T04:00:00.615611300Z");
  }

  /** Each entry as {@code S:420784878} or {@code M:420780033}. */
  RegisterFile group(String name, String external, String since, String... entries) {
    var members = new ArrayList<String>();
    for (var entry : entries) {
      var number = entry.substring(2);
      members.add(
          """
          {
            "pmSmsseId" : "pm-%s",
            "typeRoleEntiteGroupe" : "%s"
          }\
          """
              .formatted(number, entry.substring(0, 1)));
      entity("pm-" + number, number, "CH " + number);
    }
    groups.add(
        """
          {
            "gccId" : "%d",
            "nomGcc" : "%s",
            "typeGcc" : "001",
            "gccIdentifiantExterne" : "%s",
            "engagement" : [ ],
            "evenement" : [ {
              "evenementId" : "7",
              "dateEnregistrement" : "2025-10-21 19:19:05",
              "dateEvenement" : "%s",
              "codeEvenement" : "003"
            } ],
            "pmejDuGcc" : [
        %s ],
            "egeDuGcc" : [ ],
            "etatObjet" : "A",
            "dateDerniereMaj" : "2025-10-21 19:19:05"
          }\
        """
            .formatted(groups.size() + 1, name, external, since, String.join(",\n", members)));
    return this;
  }

  RegisterFile entity(String id, String number, String name) {
    entities.add(
        """
        {
          "informationsGeneralesPMEJ" : {
            "pmSmsseId" : "%s",
            "denominationPm" : "%s    ",
            "numFinessPm" : "%s",
            "siren" : "264200304"
          },
          "adresse" : [ { "codePostal" : "42000" } ],
          "ege" : [ { "informationsGeneralesEGE" : { "numFinessEge" : "420000001" } } ],
          "etatObjet" : "A"
        }\
        """
            .formatted(id, name, number));
    return this;
  }

  String json() {
    return """
    {
      "schemaVersion" : "v1.0.0",
      "generatedAt" : "%s",
      "gcc" : [
    %s ],
      "gco" : [ { "pmSmsseId" : "403", "typeGco" : "003" } ],
      "pmej" : [
    %s ]
    }
    """
        .formatted(generatedAt, String.join(",\n", groups), String.join(",\n", entities));
  }
}
