package fr.ght.view.french;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.access.Role;
import fr.ght.view.facts.FactType;
import fr.ght.view.machines.MachineKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "imaging", "laboratory", "pathology", "patient-record", "prescription", "scheduling",
        "steering", "exchange", "online-services", "patient-administration", "billing", "hr",
        "payroll", "finance", "logistics", "pharmacy", "emergency", "operating-theatre",
        "identity", "integration", "office", "infrastructure", "telephony", "backup"
      })
  void every_default_function_has_a_french_name(String code) {
    assertThat(Labels.function(code)).isNotEqualTo(code).isNotBlank();
  }

  @Test
  void a_function_that_a_group_made_up_is_shown_as_it_is() {
    assertThat(Labels.function("dialysis")).isEqualTo("dialysis");
  }

  @Test
  void every_kind_of_fact_and_every_role_has_a_french_name() {
    assertThat(FactType.all())
        .allSatisfy(type -> assertThat(Labels.fact(type)).isNotBlank().doesNotContain("-", "fr."));
    for (var kind : MachineKind.values()) {
      assertThat(Labels.machineKind(kind.name())).isNotBlank().isNotEqualTo(kind.name());
      assertThat(Labels.machineKinds(kind.name())).isNotBlank().isNotEqualTo(kind.name());
    }
    for (var role : Role.values()) {
      assertThat(Labels.actorRole(role.word())).isNotBlank();
    }
    assertThat(Labels.actorRole("unknown")).isEqualTo("rôle inconnu");
  }

  @Test
  void the_law_s_terms_are_used() {
    assertThat(Labels.role("SUPPORT")).isEqualTo("établissement support");
    assertThat(Labels.function("patient-administration"))
        .isEqualTo("Gestion administrative des malades");
    assertThat(Labels.machineKind("MEDICAL_DEVICE")).isEqualTo("dispositif médical connecté");
  }
}
