package fr.ght.inventory.intake.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.JsonProblem;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.Contract.Declared;
import fr.ght.inventory.domain.contract.Contract.Undeclared;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.contracts.ContractBody;
import fr.ght.inventory.intake.contracts.Signing;
import fr.ght.inventory.intake.events.PushedApplications.Sender;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pushed events about contracts, in the shape of the REST body. The contract's id is the event's
 * {@code subject}, or else the field {@code id} of its data.
 */
@Singleton
final class PushedContracts {
  private static final String ID = "id";
  private static final String ESTABLISHMENT = "establishment";

  private final Commands<ContractCommand, Contract, ContractEvent> contracts;
  private final Signing signing;
  private final Establishments establishments;
  private final Rights rights;
  private final ObjectMapper json;

  PushedContracts(
      Commands<ContractCommand, Contract, ContractEvent> contracts,
      Signing signing,
      Establishments establishments,
      Rights rights,
      ObjectMapper json) {
    this.contracts = contracts;
    this.signing = signing;
    this.establishments = establishments;
    this.rights = rights;
    this.json = json;
  }

  /** A contract as an event tells of it. */
  private record Told(StreamId contract, ContractBody body) {}

  /**
   * @param establishment of the envelope, if it names one
   * @return whether it had been taken before by the same event
   */
  Uni<Boolean> signed(PushedEvent event, @Nullable Finess establishment, Sender sender) {
    var told = told(event, establishment);
    if (told.body().signedOn() == null) {
      throw Problem.invalid("signedOn", "is missing");
    }
    var command = told.body().toCommand();
    var place = command.terms().establishment();
    return require(sender, place)
        .call(() ->
            contracts
                .read(told.contract(), AsOf.now())
                .call(found ->
                    switch (found.state()) {
                      case Undeclared _ -> Uni.createFrom().voidItem();
                      case Declared declared -> require(sender, declared.terms().establishment());
                    }))
        .call(() -> establishments.requireKnown(place))
        .chain(role ->
            signing.carryOut(
                told.contract(), place, command, sender.as(role), OptionalLong.empty()))
        .map(Commands.Answer::repeated);
  }

  private Uni<Role> require(Sender sender, Finess establishment) {
    return rights.require(
        sender.origin().caller(), Action.DECLARE_CONTRACT, establishment, Establishments::unseen);
  }

  private Told told(PushedEvent event, @Nullable Finess establishment) {
    var data = PushedApplications.object(json, event.data());
    var id = PushedApplications.agreed(ID, event.subject(), data.remove(ID));
    if (id == null) {
      throw Problem.invalid("subject", "must be the contract's id");
    }
    var envelope = establishment == null ? null : establishment.number();
    data.put(
        ESTABLISHMENT, PushedApplications.agreed(ESTABLISHMENT, envelope, data.get(ESTABLISHMENT)));
    try {
      return new Told(Names.contract(id), json.treeToValue(data, ContractBody.class));
    } catch (JsonProcessingException e) {
      throw new Problem.ProblemException(JsonProblem.of(e));
    }
  }
}
