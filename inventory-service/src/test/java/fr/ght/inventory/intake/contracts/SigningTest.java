package fr.ght.inventory.intake.contracts;

import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Actor;
import fr.ght.eventsourcing.Context;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.contract.Contract;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractCommand.Declare;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.Terms;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Names;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many sign at once, in several replicas: none of them knows of the others. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class SigningTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int SIGNINGS = 40;
  private static final int FIT = 10;

  private final List<Signing> replicas;

  @Inject
  SigningTest(Commands<ContractCommand, Contract, ContractEvent> contracts, BudgetRooms rooms) {
    this.replicas = Stream.generate(() -> new Signing(contracts, rooms)).limit(4).toList();
  }

  @Test
  void those_who_sign_at_once_do_not_together_pass_the_envelope() {
    var ght = Invented.ght();
    var chu = Invented.finess();
    var hospital = Invented.finess();
    Api.group(ght);
    member(ght, chu, "SUPPORT", "2016-07-01").statusCode(200);
    member(ght, hospital, "MEMBER", "2016-07-01").statusCode(200);
    var budget = "/api/inventory/budgets/ghts/" + ght;
    put(budget + "/overrun", "{\"overrun\":\"REFUSE\"}").statusCode(201);
    put(budget + "/2026/OPERATING", "{\"amount\":100000.00}").statusCode(200);

    var outcomes =
        Multi.createFrom()
            .range(0, SIGNINGS)
            .onItem()
            .transformToUni(i -> sign(replicas.get(i % 4), i % 3 == 0 ? hospital : chu))
            .merge(SIGNINGS)
            .collect()
            .asList()
            .await()
            .atMost(LONGEST);

    assertThat(Collections.frequency(outcomes, "SIGNED")).isEqualTo(FIT);
    assertThat(Collections.frequency(outcomes, "OVER_BUDGET")).isEqualTo(SIGNINGS - FIT);
  }

  /** Each takes a tenth of the envelope. */
  private static Uni<String> sign(Signing signing, String establishment) {
    var at = new Finess(establishment);
    var terms =
        new Terms(
            at,
            ContractKind.RENTAL,
            "Éditeur",
            "Licences",
            null,
            LocalDate.parse("2026-01-01"),
            Period.ofYears(1),
            null,
            null,
            new Price(new BigDecimal("10000.00"), Price.Per.YEAR));
    var context =
        new Context(new Actor("test", "dsi"), Instant.now(), null, UUID.randomUUID(), null);
    return signing
        .carryOut(
            Names.contract(Invented.id()),
            at,
            new Declare(terms, LocalDate.parse("2026-01-15")),
            context,
            OptionalLong.empty())
        .map(_ -> "SIGNED")
        .onFailure(ProblemException.class)
        .recoverWithItem(refused -> refused.problem().code());
  }
}
