package fr.ght.inventory.intake.agents;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.intake.agents.BasicCredentials.Given;
import fr.ght.inventory.intake.agents.BasicCredentials.Malformed;
import fr.ght.inventory.intake.agents.BasicCredentials.Missing;
import fr.ght.inventory.intake.agents.BasicCredentials.Token;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BasicCredentialsTest {

  @Test
  void the_user_name_ends_at_the_first_colon() {
    assertThat(read(Agent.basic("user", "pass:word"))).isEqualTo(new Given("user", "pass:word"));
    assertThat(read(Agent.basic("", ""))).isEqualTo(new Given("", ""));
  }

  @Test
  void what_cannot_be_read_is_malformed_and_nothing_is_missing() {
    assertThat(BasicCredentials.read(List.of())).isEqualTo(new Missing());
    for (var header : List.of("", "Basic", "Basic  ", "Basic %%%", "Digest dTpw", "Basicdpw")) {
      assertThat(read(header)).as(header).isEqualTo(new Malformed());
    }
    assertThat(BasicCredentials.read(List.of("Basic dTpw", "Basic dTpw")))
        .isEqualTo(new Malformed());
    assertThat(BasicCredentials.read(List.of("Bearer a.b.c", "Basic dTpw")))
        .isEqualTo(new Malformed());
    assertThat(read("bearer a.b.c")).isEqualTo(new Token());
    assertThat(read(Agent.basic("u", "x".repeat(2_000)))).isEqualTo(new Malformed());
  }

  @Test
  void no_header_whatever_breaks_it_and_no_text_shows_a_password() {
    var random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      var header = new StringBuilder(random.nextBoolean() ? "Basic " : "");
      random.ints(random.nextInt(40), 0, 256).forEach(sign -> header.append((char) sign));
      assertThat(read(header.toString())).isNotNull();
    }
    assertThat(read(Agent.basic("user", "password")).toString()).doesNotContain("user", "password");
  }

  private static BasicCredentials read(String header) {
    return BasicCredentials.read(List.of(header));
  }
}
