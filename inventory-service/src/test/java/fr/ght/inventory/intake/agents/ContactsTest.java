package fr.ght.inventory.intake.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactsTest {
  private static final String ONE = "one";
  private static final String OTHER = "other";

  @Test
  void a_credential_begins_so_many_in_a_minute_and_takes_nothing_from_another() {
    var contacts = new Contacts(3);

    assertThat(IntStream.range(0, 5).mapToObj(_ -> contacts.admit(ONE)))
        .containsExactly(true, true, true, false, false);
    assertThat(contacts.admit(OTHER)).isTrue();
  }
}
