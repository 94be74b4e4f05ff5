package fr.ght.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.Period;

/** Invented contracts and skills as the API takes them, their days counted from one day. */
record SampleAgreements(LocalDate loadedOn) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  ObjectNode contract(SampleGroup.Contract contract) {
    var start = loadedOn.minus(Period.parse(contract.startedAgo())).toString();
    var body =
        JSON.objectNode()
            .put("establishment", contract.establishment())
            .put("kind", contract.kind())
            .put("supplier", contract.supplier())
            .put("subject", contract.subject())
            .put("reference", contract.reference())
            .put("start", start)
            .put("initialTerm", contract.initialTerm())
            .put("notice", contract.notice())
            .put("amount", contract.amount())
            .put("amountPer", contract.amountPer());
    if (contract.signed()) {
      body.put("signedOn", start);
    }
    if (contract.renewalTerm() != null) {
      body.putObject("renewal")
          .put("term", contract.renewalTerm())
          .put("most", contract.renewals())
          .put("tacit", contract.tacit());
    }
    return body;
  }

  ObjectNode skill(SampleGroup.Skill skill) {
    var body = JSON.objectNode().put("level", skill.level()).put("people", skill.people());
    if (skill.untilIn() != null) {
      body.put("until", loadedOn.plus(Period.parse(skill.untilIn())).toString());
    }
    return body;
  }
}
