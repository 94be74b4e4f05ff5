package fr.ght.inventory.intake.imports;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spreadsheets of hospitals, dry and for good. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class ImportsTest {
  private static final Logger LOG = Logger.getLogger(ImportsTest.class);
  private static final String APPLICATIONS = "/api/inventory/applications";
  private static final String SKILLS = "/api/inventory/skills";
  private static final String HEADINGS =
      "Identifiant;Établissement (FINESS);Domaine fonctionnel;Produit;Version;État;Utilisateurs;"
          + "Instance;D;I;C;Preuve;DMIA;PDMA;Hébergement;Hébergeur;Certificat HDS;"
          + "Certificat valide du;Certificat valide jusqu'au\r\n";

  /** A hospital has 5,000: {@code -Dght.import.lines=5000}. */
  private static final int LINES = Integer.getInteger("ght.import.lines", 1_000);

  private final String id = Invented.id();
  private String finess = "";

  @BeforeEach
  void inAGroup() {
    finess = Api.establishment();
  }

  private String full(String name) {
    return String.join(
        ";",
        name,
        finess,
        "Laboratoire",
        "GLIMS",
        "10.2",
        "En production",
        "1 340",
        "glims-loire",
        "4;3;4;2;4 h;15 min",
        "chez un hébergeur certifié HDS",
        "Hébergeur inventé",
        "HDS-1",
        "01/02/2025;31/01/2028\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252"})
  void a_spreadsheet_is_looked_at_dry_then_taken_and_taken_again_changes_nothing(String charset) {
    var file = (HEADINGS + full(id)).getBytes(Charset.forName(charset));
    send(APPLICATIONS, "?dryRun=true", file)
        .statusCode(200)
        .body("dryRun", equalTo(true))
        .body("created", equalTo(1))
        .body("errors", empty());
    get(APPLICATIONS + "/" + id).statusCode(404);

    send(APPLICATIONS, "", file).statusCode(200).body("created", equalTo(1));
    get(APPLICATIONS + "/" + id)
        .header("ETag", "\"4\"")
        .body("function", equalTo("laboratory"))
        .body("state", equalTo("IN_PRODUCTION"))
        .body("users", equalTo(1340))
        .body("instance", equalTo("glims-loire"))
        .body("needs.evidence", equalTo(2))
        .body("needs.rto", equalTo("PT4H"))
        .body("hosting.host", equalTo("Hébergeur inventé"))
        .body("hosting.certificate.validUntil", equalTo("2028-01-31"));

    send(APPLICATIONS, "", file)
        .statusCode(200)
        .body("created", equalTo(0))
        .body("unchanged", equalTo(1));
    get(APPLICATIONS + "/" + id).header("ETag", "\"4\"");
  }

  @Test
  void what_a_file_does_not_say_stays() {
    send(APPLICATIONS, "", HEADINGS + full(id)).statusCode(200);
    var short1 = "id,establishment,function,product,state\n%s,%s,laboratory,GLIMS,READ_ONLY\n";
    send(APPLICATIONS, "", short1.formatted(id, finess))
        .statusCode(200)
        .body("changed", equalTo(1));
    get(APPLICATIONS + "/" + id)
        .body("state", equalTo("READ_ONLY"))
        .body("version", equalTo("10.2"))
        .body("users", equalTo(1340))
        .body("needs.availability", equalTo(4));
  }

  @Test
  void what_a_file_says_to_be_unknown_is_so_again() {
    send(APPLICATIONS, "", HEADINGS + full(id)).statusCode(200);
    var unknown =
        """
        id;establishment;function;product;state;users;instance;D;DMIA;Hébergement
        %s;%s;laboratory;GLIMS;IN_PRODUCTION;inconnu;Inconnue;inconnu;inconnu;inconnu
        """
            .formatted(id, finess);
    send(APPLICATIONS, "", unknown).statusCode(200).body("changed", equalTo(1));
    get(APPLICATIONS + "/" + id)
        .body("users", nullValue())
        .body("instance", nullValue())
        .body("hosting", nullValue())
        .body("needs.availability", nullValue())
        .body("needs.rto", nullValue())
        .body("version", equalTo("10.2"));
    send(APPLICATIONS, "", unknown).body("unchanged", equalTo(1));
  }

  @Test
  void every_error_is_named_by_line_and_column_and_nothing_of_such_a_file_is_written() {
    var file =
        HEADINGS
            + full(id)
            + "bad id;420784879;Laboratoire;;;vendue;beaucoup;;5;;;;bientôt;;ici;;;;31/02/2028\r\n"
            + "\r\n"
            + full(id)
            + full(id + "-b").replace("31/01/2028", "31/01/2024");
    send(APPLICATIONS, "?dryRun=true", file)
        .statusCode(200)
        .body("lines", equalTo(4))
        .body("created", equalTo(1))
        .body("refused", equalTo(3))
        .body(
            "errors.findAll { it.line == 3 }.column",
            hasItems("Utilisateurs", "Certificat valide jusqu'au", "Identifiant", "Produit", "D"))
        .body("errors.find { it.line == 5 }.reason", equalTo("is about the same as line 2"))
        .body("errors.find { it.line == 6 }.column", equalTo("Certificat valide jusqu'au"));
    send(APPLICATIONS, "", file)
        .statusCode(422)
        .body("code", equalTo("LINES_REFUSED"))
        .body("errors.field[0]", equalTo("line 3, Utilisateurs"));
    get(APPLICATIONS + "/" + id).statusCode(404);

    send(APPLICATIONS, "?skipErrors=true", file)
        .statusCode(200)
        .body("created", equalTo(1))
        .body("refused", equalTo(3));
    get(APPLICATIONS + "/" + id).statusCode(200);
    get(APPLICATIONS + "/" + id + "-b").statusCode(404);
  }

  @Test
  void what_is_wrong_in_itself_is_named_in_the_words_of_the_file() {
    send(
            APPLICATIONS,
            "?dryRun=true",
            HEADINGS + "x;420784879;Labo;;;vendue;1;;5;;;;bientôt;;ici;;;;\r\n")
        .statusCode(200)
        .body("errors.line", everyItem(equalTo(2)))
        .body(
            "errors.column.sort()",
            contains(
                "D",
                "DMIA",
                "Domaine fonctionnel",
                "Hébergement",
                "Produit",
                "Établissement (FINESS)",
                "État"));
  }

  @Test
  void a_rule_that_says_no_is_told_at_its_line() {
    send(APPLICATIONS, "", HEADINGS + full(id)).statusCode(200);
    send(APPLICATIONS, "?dryRun=true", HEADINGS + full(id).replace("En production", "Prévue"))
        .body("refused", equalTo(1))
        .body("errors[0].line", equalTo(2))
        .body("errors[0].reason", startsWith("A state only goes forward"));
  }

  @Test
  void only_lines_of_ones_own_establishments_are_taken() {
    var other = Api.establishment();
    var taken = Invented.id();
    put(
            APPLICATIONS + "/" + taken,
            "{\"establishment\":\"%s\",\"function\":\"hr\",\"product\":\"P\",\"state\":\"PLANNED\"}"
                .formatted(other))
        .statusCode(201);
    var file = HEADINGS + full(id) + full(id + "-o").replace(finess, other) + full(taken);
    given()
        .header("Authorization", "Bearer " + AllRights.token("d", "dsi", finess, Invented.ght()))
        .contentType("text/csv")
        .body(file.getBytes(StandardCharsets.UTF_8))
        .post(APPLICATIONS + "/import?dryRun=true")
        .then()
        .statusCode(200)
        .body("created", equalTo(1))
        .body("errors.line", contains(3, 4))
        .body("errors[0].column", equalTo("Établissement (FINESS)"))
        .body("errors[0].reason", equalTo("There is no such establishment"))
        .body("errors[1].reason", equalTo("is taken: choose another one"));
    given()
        .header("Authorization", "Bearer " + AllRights.token("b", "buyer", finess, Invented.ght()))
        .contentType("text/csv")
        .body(file.getBytes(StandardCharsets.UTF_8))
        .post(APPLICATIONS + "/import?dryRun=true")
        .then()
        .statusCode(403);
    var unknown = Invented.finess();
    send(APPLICATIONS, "?dryRun=true", HEADINGS + full(id).replace(finess, unknown))
        .body("errors[0].column", equalTo("Établissement (FINESS)"))
        .body("errors[0].reason", containsString("was never in any group"));
  }

  @Test
  void what_is_no_such_file_is_refused() {
    send(APPLICATIONS, "", "").statusCode(400).body("errors[0].field", equalTo("body"));
    send(APPLICATIONS, "", "Produit;État\nx;y\n")
        .statusCode(422)
        .body(
            "errors.field",
            contains("Identifiant", "Établissement (FINESS)", "Domaine fonctionnel"));
    send(APPLICATIONS, "?dryRun=perhaps", HEADINGS).statusCode(400);
    send(APPLICATIONS, "?dryrun=true", HEADINGS).statusCode(400);
    given()
        .contentType("application/json")
        .body("{}")
        .post(APPLICATIONS + "/import")
        .then()
        .statusCode(415);
    send(APPLICATIONS, "", HEADINGS).statusCode(200).body("lines", equalTo(0));
  }

  @Test
  void skills_are_taken_too() {
    var headings = "FINESS;Produit;Niveau;Nombre de personnes;Jusqu'au;Nom de l'agent\n";
    send(
            SKILLS,
            "",
            headings
                + finess
                + ";GLIMS;Expert;1;30/06/2027;Mme Inventée\n"
                + finess
                + ";GLIMS;en formation;2;;\n")
        .statusCode(200)
        .body("created", equalTo(2))
        .body("refused", equalTo(0))
        .body("ignoredColumns", contains("Nom de l'agent"));
    get(SKILLS + "/" + finess + "/GLIMS").body("levels.people", contains(2, 1));
  }

  private static final String CONTRACTS = "/api/inventory/contracts";
  private static final String CONTRACT_HEADINGS =
      "Identifiant;FINESS;Type;Fournisseur;Objet;N° de marché;Date de signature;Date de début;Durée;"
          + "Durée de reconduction;Reconductions;Tacite;Préavis;Montant HT;Montant par\r\n";

  private String contract(String name) {
    return name
        + ";"
        + finess
        + ";Location;Éditeur inventé;Dossier patient;2024-017;15/01/2024;01/02/2024;4 ans;"
        + "1 an;2;oui;6 mois;34 000,50 €;an\r\n";
  }

  @Test
  void contracts_are_taken_too() {
    var file = (CONTRACT_HEADINGS + contract(id)).getBytes(Charset.forName("windows-1252"));
    send(CONTRACTS, "?dryRun=true", file)
        .statusCode(200)
        .body("errors", empty())
        .body("created", equalTo(1));
    send(CONTRACTS, "", file).statusCode(200).body("created", equalTo(1));
    get(CONTRACTS + "/" + id)
        .body("kind", equalTo("RENTAL"))
        .body("start", equalTo("2024-02-01"))
        .body("initialTerm", equalTo("P4Y"))
        .body("renewal.most", equalTo(2))
        .body("renewal.tacit", equalTo(true))
        .body("notice", equalTo("P6M"))
        .body("amountPer", equalTo("YEAR"));
    send(CONTRACTS, "", file).statusCode(200).body("unchanged", equalTo(1));
    send(
            CONTRACTS,
            "?dryRun=true",
            CONTRACT_HEADINGS
                + contract(id + "-a").replace("34 000,50 €", "beaucoup").replace("oui", "parfois")
                + contract(id + "-b").replace("Location", "prêt").replace("4 ans", "longtemps")
                + contract(id).replace("6 mois", "3 mois"))
        .body("refused", equalTo(3))
        .body("errors.findAll { it.line == 2 }.column", hasItems("Montant HT", "Tacite"))
        .body("errors.findAll { it.line == 3 }.column", hasItems("Type", "Durée"))
        .body("errors.findAll { it.line == 4 }", hasSize(1));
  }

  @Test
  void buyers_send_contracts_and_no_applications() {
    var ght = Invented.ght();
    var buyer = "Bearer " + AllRights.token("b", "buyer", finess, ght);
    for (var allowed : new boolean[] {true, false}) {
      given()
          .header("Authorization", buyer)
          .contentType("text/csv")
          .body(
              (allowed ? CONTRACT_HEADINGS + contract(id) : HEADINGS + full(id))
                  .getBytes(StandardCharsets.UTF_8))
          .post((allowed ? CONTRACTS : APPLICATIONS) + "/import?dryRun=true")
          .then()
          .statusCode(allowed ? 200 : 403);
    }
  }

  @Test
  void thousands_of_contracts_are_taken_in_one_go() {
    var lines = LINES * 3 / 5;
    var file = new StringBuilder(CONTRACT_HEADINGS);
    IntStream.range(0, lines).forEach(i -> file.append(contract(id + "-" + i)));
    var begun = System.nanoTime();
    send(CONTRACTS, "", file.toString()).statusCode(200).body("created", equalTo(lines));
    LOG.infof(
        "%,d contracts imported in %d ms",
        lines, Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }

  @Test
  void what_was_exported_can_be_sent_back_and_changes_nothing() {
    send(APPLICATIONS, "", HEADINGS + full(id).replace("GLIMS", "=GLIMS")).statusCode(200);
    var list = APPLICATIONS + "?format=csv&establishment=" + finess;
    eventually(() -> get(list).body(containsString(id)));
    var exported = get(list).extract().asByteArray();
    send(APPLICATIONS, "?dryRun=true", exported)
        .statusCode(200)
        .body("unchanged", equalTo(1))
        .body("errors", empty())
        .body("ignoredColumns", contains("État du certificat", "Interfaces"));
  }

  @Test
  void drafts_of_contracts_that_were_exported_come_back_changed() {
    var draft = contract(id).replace("15/01/2024", "");
    var endless =
        id + "-x;" + finess + ";Achat de licences;Éditeur;Licences;;;01/02/2024;;;;;;;\r\n";
    var odd = contract(id + "-y").replace("15/01/2024", "").replace("4 ans", "P1Y6M");
    send(CONTRACTS, "", CONTRACT_HEADINGS + draft + endless + odd).body("created", equalTo(3));
    var list = CONTRACTS + "?format=csv&establishment=" + finess;
    eventually(() -> get(list).body(containsString(id + "-y")));
    var exported = get(list).extract().asString();
    assertThat(exported)
        .contains(";4 ans;1 an;2;oui;6 mois;")
        .contains(";P1Y6M;1 an;2;oui;6 mois;");
    send(CONTRACTS, "?dryRun=true", exported)
        .statusCode(200)
        .body("errors", empty())
        .body("unchanged", equalTo(3))
        .body("ignoredColumns", hasItems("Budget", "Statut du contrat", "Échéance"));
    send(CONTRACTS, "", exported.replace(";6 mois;", ";90 jours;").replace("34000,50", "30000"))
        .body("changed", equalTo(2))
        .body("unchanged", equalTo(1));
    get(CONTRACTS + "/" + id)
        .body("state", equalTo("DRAFT"))
        .body("notice", equalTo("P90D"))
        .body("amount", equalTo(30000.0f));
  }

  @Test
  void thousands_of_lines_are_taken_in_one_go() {
    var file = new StringBuilder(HEADINGS);
    IntStream.range(0, LINES).forEach(i -> file.append(full(id + "-" + i)));
    var begun = System.nanoTime();
    send(APPLICATIONS, "", file.toString()).statusCode(200).body("created", equalTo(LINES));
    var taken = System.nanoTime();
    send(APPLICATIONS, "?dryRun=true", file.toString()).body("unchanged", equalTo(LINES));
    LOG.infof(
        "%,d applications imported in %d ms, the same again looked through in %d ms",
        LINES,
        Duration.ofNanos(taken - begun).toMillis(),
        Duration.ofNanos(System.nanoTime() - taken).toMillis());
    eventually(() -> get(APPLICATIONS + "?establishment=" + finess).body("total", equalTo(LINES)));
    var lines = get(APPLICATIONS + "?format=csv&establishment=" + finess).extract().asString();
    assertThat(lines.lines()).hasSize(LINES + 1);
    assertThat(lines.lines().distinct()).hasSize(LINES + 1);
  }

  private static ValidatableResponse send(String list, String question, String file) {
    return send(list, question, file.getBytes(StandardCharsets.UTF_8));
  }

  private static ValidatableResponse send(String list, String question, byte[] file) {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType("text/csv")
        .body(file)
        .post(list + "/import" + question)
        .then();
  }
}
