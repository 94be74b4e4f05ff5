package fr.ght.inventory.intake.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.lifecycle.Release;
import fr.ght.inventory.intake.catalogue.EndoflifeFile.Told;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndoflifeFileTest {
  private static final String RELEASE =
      """
      {"name":"115","codename":null,"label":"115 ESR","releaseDate":"2023-07-04","isLts":true,
       "ltsFrom":null,"isEoas":true,"eoasFrom":"2024-10-01","isEol":false,"eolFrom":"2026-03-24",
       "isMaintained":true,"latest":{"name":"115.12.0","date":"2024-06-11","link":null},
       "custom":null}\
      """;
  private static final Release READ =
      new Release(
          "115",
          "115 ESR",
          LocalDate.parse("2023-07-04"),
          LocalDate.parse("2024-10-01"),
          LocalDate.parse("2026-03-24"),
          null,
          null,
          "115.12.0");

  private static List<Told> read(String json, @Nullable String product) {
    try {
      return EndoflifeFile.read(new ObjectMapper().readTree(json), product);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String product(String releases) {
    return "{\"name\":\"firefox\",\"label\":\"Firefox\",\"category\":\"app\",\"releases\":[%s]}"
        .formatted(releases);
  }

  @Test
  void one_product_of_version_1_is_read() {
    var file = "{\"schema_version\":\"1.2.0\",\"result\":%s}".formatted(product(RELEASE));
    assertThat(read(file, null)).containsExactly(new Told("firefox", "Firefox", List.of(READ)));
  }

  @Test
  void all_products_of_version_1_are_read() {
    var file =
        "{\"schema_version\":\"1.2.0\",\"total\":2,\"result\":[%s,%s]}"
            .formatted(product(RELEASE), product("").replace("firefox", "chrome"));
    assertThat(read(file, null))
        .extracting(Told::product, told -> told.releases().size())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("firefox", 1),
            org.assertj.core.groups.Tuple.tuple("chrome", 0));
  }

  @Test
  void the_older_list_of_cycles_is_read_where_its_product_is_named() {
    var file =
        """
        [{"cycle":"22.04","releaseDate":"2022-04-21","support":"2024-09-30","eol":"2027-04-01",
          "extendedSupport":"2032-04-09","latest":"22.04.4","lts":true},
         {"cycle":12,"eol":false,"support":true,"lts":false},
         {"cycle":"9","eol":true}]\
        """;
    assertThat(read(file, "ubuntu"))
        .containsExactly(
            new Told(
                "ubuntu",
                "ubuntu",
                List.of(
                    new Release(
                        "22.04",
                        null,
                        LocalDate.parse("2022-04-21"),
                        LocalDate.parse("2024-09-30"),
                        LocalDate.parse("2027-04-01"),
                        LocalDate.parse("2032-04-09"),
                        null,
                        "22.04.4"),
                    new Release("12", null, null, null, null, null, false, null),
                    new Release("9", null, null, null, null, null, true, null))));
    assertThat(errors(file, null)).extracting(FieldError::field).containsExactly("product");
  }

  @Test
  void everything_that_is_wrong_is_named_at_once() {
    var file =
        "{\"result\":[{\"releases\":[]},%s]}"
            .formatted(product("{\"eolFrom\":\"soon\"}").replace("firefox", "Fire fox"));
    assertThat(errors(file, null))
        .extracting(FieldError::field)
        .containsExactly(
            "result[0].name",
            "result[1].name",
            "result[1].releases[0].name",
            "result[1].releases[0].eolFrom");
  }

  @Test
  void what_is_no_such_file_is_said_so() {
    for (var file : List.of("{}", "1", "\"x\"", "{\"result\":7}", "{\"result\":null}")) {
      assertThatThrownBy(() -> read(file, "x")).isInstanceOf(ProblemException.class);
    }
    assertThat(errors("{\"result\":[1]}", null))
        .extracting(FieldError::field)
        .contains("result[0].name");
    assertThat(errors("{\"result\":{\"name\":\"x\",\"releases\":{}}}", null))
        .extracting(FieldError::field)
        .containsExactly("result.releases");
  }

  private static List<FieldError> errors(String json, @Nullable String product) {
    try {
      read(json, product);
      throw new AssertionError("was taken");
    } catch (ProblemException e) {
      return e.problem().errors();
    }
  }
}
