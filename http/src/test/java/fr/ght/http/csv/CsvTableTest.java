package fr.ght.http.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as a French Excel opens them rightly. */
class CsvTableTest {
  private static final CsvTable<Object> ONE =
      CsvTable.empty().column("Valeur", value -> value.equals("null") ? null : value);

  private static String written(Object value) {
    return new String(ONE.lines(List.of(value)), StandardCharsets.UTF_8);
  }

  @Test
  void it_begins_with_a_byte_order_mark_and_headings() {
    var table = CsvTable.<String>empty().column("État", s -> s).column("a;b", s -> s);
    assertThat(table.headings())
        .isEqualTo("\uFEFFÉtat;\"a;b\"\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(table.lines(List.of())).isEmpty();
  }

  @Test
  void numbers_dates_and_truth_are_written_as_the_french_write_them() {
    assertThat(written(new BigDecimal("1234.50"))).isEqualTo("1234,50\r\n");
    assertThat(written(-5)).isEqualTo("-5\r\n");
    assertThat(written(LocalDate.parse("2026-12-01"))).isEqualTo("01/12/2026\r\n");
    assertThat(written(Instant.parse("2026-12-01T11:00:00Z"))).isEqualTo("01/12/2026 12:00:00\r\n");
    assertThat(written(true)).isEqualTo("oui\r\n");
    assertThat(written("null")).isIn("\r\n", "\"\"\r\n");
  }

  @Test
  void what_would_break_a_cell_is_quoted() {
    assertThat(written("a;b")).isEqualTo("\"a;b\"\r\n");
    assertThat(written("a\"b")).isEqualTo("\"a\"\"b\"\r\n");
    assertThat(written("a\nb")).isEqualTo("\"a\nb\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1"})
  void a_text_is_never_a_formula(String text) {
    assertThat(written(text)).containsPattern("^\"?'");
  }

  @Test
  void what_was_written_is_read_back_the_same() {
    var random = new Random(5);
    var signs = "aé;,\"'=+-@\t \n1€";
    var columns = CsvColumns.none().required("value", "Valeur");
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder("x");
      if (random.nextBoolean()) {
        text.setLength(0);
        text.append("=+-@".charAt(random.nextInt(4)));
      }
      for (int j = random.nextInt(8); j > 0; j--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      text.append('y');
      var file = new String(ONE.headings(), StandardCharsets.UTF_8) + written(text.toString());
      assertThat(
              CsvFile.read(file.getBytes(StandardCharsets.UTF_8), columns)
                  .rows()
                  .getFirst()
                  .cell("value"))
          .isEqualTo(text.toString());
    }
  }
}
