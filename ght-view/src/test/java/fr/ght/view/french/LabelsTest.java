package fr.ght.view.french;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.access.Role;
import fr.ght.view.contracts.ContractKind;
import fr.ght.view.contracts.ContractState;
import fr.ght.view.contracts.Renewal;
import fr.ght.view.facts.FactType;
import fr.ght.view.machines.MachineKind;
import fr.ght.view.skills.SkillRisk;
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
  void everything_about_a_contract_has_a_french_name() {
    for (var kind : ContractKind.values()) {
      assertThat(Labels.contractKind(kind.name())).isNotEqualTo(kind.name());
    }
    for (var budget : ContractKind.Budget.values()) {
      assertThat(Labels.budget(budget.name())).isNotEqualTo(budget.name());
    }
    for (var state : ContractState.values()) {
      assertThat(Labels.contractState(state.name())).isNotEqualTo(state.name());
    }
    for (var renewal : Renewal.values()) {
      assertThat(Labels.renewal(renewal.name())).isNotEqualTo(renewal.name());
    }
    assertThat(Labels.amountPer("YEAR")).isEqualTo("an");
    assertThat(Labels.amountPer("CONTRACT")).isEqualTo("contrat");
  }

  @Test
  void every_risk_has_a_french_name() {
    for (var risk : SkillRisk.values()) {
      assertThat(Labels.skillRisk(risk.name())).isNotEqualTo(risk.name());
    }
  }

  @Test
  void the_law_s_terms_are_used() {
    assertThat(Labels.role("SUPPORT")).isEqualTo("établissement support");
    assertThat(Labels.function("patient-administration"))
        .isEqualTo("Gestion administrative des malades");
    assertThat(Labels.machineKind("MEDICAL_DEVICE")).isEqualTo("dispositif médical connecté");
  }
}
