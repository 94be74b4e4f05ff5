package fr.ght.http.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people save them from their spreadsheets. */
class CsvFileTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final CsvColumns COLUMNS =
      CsvColumns.none()
          .required("product", "Produit", "Logiciel")
          .required("state", "État")
          .optional("until", "Jusqu’au")
          .optional("users", "Nombre d'utilisateurs");

  private static CsvFile read(String text) {
    return CsvFile.read(text.getBytes(StandardCharsets.UTF_8), COLUMNS);
  }

  @Test
  void windows_1252_utf_8_and_a_byte_order_mark_say_the_same() {
    var text = "Produit;État\r\nÉasily – œuvre;prévue\r\n";
    var expected = read(text);
    assertThat(expected.rows().getFirst().cell("product")).isEqualTo("Éasily – œuvre");
    assertThat(CsvFile.read(text.getBytes(WINDOWS), COLUMNS)).isEqualTo(expected);
    assertThat(read("\uFEFF" + text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", ",", "\t"})
  void the_separator_is_the_one_that_the_headings_have(String separator) {
    var row =
        read("Produit%sÉtat\n\"A;B,C\tD\"%sx\n".formatted(separator, separator)).rows().getFirst();
    assertThat(row.cell("product")).isEqualTo("A;B,C\tD");
    assertThat(row.cell("state")).isEqualTo("x");
  }

  @Test
  void headings_are_known_in_french_and_english_whatever_their_case_accents_and_blanks() {
    for (var headings :
        List.of(
            "PRODUIT;ETAT;jusqu'au",
            " produit ; état ; Jusqu’ au",
            "product;state;until",
            "Logiciel;State;UNTIL")) {
      var row = read(headings + "\nA;B;C\n").rows().getFirst();
      assertThat(row.cells()).containsOnlyKeys("product", "state", "until");
    }
  }

  @Test
  void a_line_is_where_it_begins_also_behind_empty_lines_and_texts_of_several_lines() {
    var file = read("Produit;État\n\n\"a\nb\";x\n;\nc;y\n");
    assertThat(file.rows()).extracting(CsvFile.Row::line).containsExactly(3, 6);
    assertThat(file.rows().getFirst().cell("product")).isEqualTo("a\nb");
  }

  @Test
  void an_empty_cell_says_nothing_and_one_too_many_is_told() {
    var rows = read("Produit;État;Jusqu’au\nA;x\nB;y;;\nC;z;;surplus\n").rows();
    assertThat(rows.getFirst().cell("until")).isNull();
    assertThat(rows).extracting(CsvFile.Row::isTooLong).containsExactly(false, false, true);
    assertThat(rows.getFirst().heading("until")).isEqualTo("Jusqu’au");
  }

  @Test
  void a_heading_that_means_nothing_is_told_and_passed_over() {
    var file = read("Produit;Couleur;État\nA;rouge;x\n");
    assertThat(file.ignored()).containsExactly("Couleur");
    assertThat(file.rows().getFirst().cells()).doesNotContainValue("rouge");
  }

  @Test
  void headings_that_lack_or_are_repeated_are_named() {
    assertThat(errors("Produit;Logiciel;Jusqu’au\nA;B;C\n"))
        .containsExactlyInAnyOrder(
            new FieldError("Produit", "is there more than once"),
            new FieldError("État", "is missing among the headings"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "Produit;État\n\"not closed;x\n",
        "Produit;État\n\"closed\" too early;x\n",
        "Produit;État\na\0b;x\n"
      })
  void what_is_no_csv_is_refused(String text) {
    assertThat(errors(text)).extracting(FieldError::field).containsExactly("body");
  }

  @Test
  void utf_16_is_refused_with_what_to_do() {
    var body = "\uFEFFProduit;État\n".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> CsvFile.read(body, COLUMNS))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().detail()).contains("CSV UTF-8"));
  }

  @Test
  void more_lines_than_anybody_has_are_refused() {
    var most = "A;x\n".repeat(CsvFile.MOST_ROWS);
    assertThat(read("Produit;État\n" + most).rows()).hasSize(CsvFile.MOST_ROWS);
    assertThatThrownBy(() -> read("Produit;État\n" + most + "A;x\n"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(413));
  }

  private static List<FieldError> errors(String text) {
    try {
      read(text);
    } catch (ProblemException e) {
      return e.problem().errors();
    }
    throw new AssertionError("was read: " + text);
  }
}
