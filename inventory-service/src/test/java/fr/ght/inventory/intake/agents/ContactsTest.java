package fr.ght.inventory.intake.agents;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.credential.CredentialId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactsTest {
  private static final CredentialId ONE = new CredentialId(new UUID(1, 1));
  private static final CredentialId OTHER = new CredentialId(new UUID(2, 2));

  @Test
  void a_credential_begins_so_many_in_a_minute_and_takes_nothing_from_another() {
    var contacts = new Contacts(3);

    assertThat(IntStream.range(0, 5).mapToObj(_ -> contacts.admit(ONE)))
        .containsExactly(true, true, true, false, false);
    assertThat(contacts.admit(OTHER)).isTrue();
  }
}
