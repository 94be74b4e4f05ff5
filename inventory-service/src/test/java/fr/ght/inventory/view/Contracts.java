package fr.ght.inventory.view;

import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.contract.ContractCommand;
import fr.ght.inventory.domain.contract.ContractCommand.*;
import fr.ght.inventory.domain.contract.ContractDecider;
import fr.ght.inventory.domain.contract.ContractEvent;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.Entitlement;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.domain.contract.Terms;
import fr.ght.inventory.domain.contract.Terms.Price;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import fr.ght.inventory.domain.establishment.Finess;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lives of contracts that could have been. */
final class Contracts {
  private static final LocalDate START = LocalDate.parse("2024-02-29");
  private static final int COMMANDS = 25;

  private Contracts() {}

  static List<ContractEvent> life(Random random) {
    var decider = new ContractDecider();
    var here = new Finess(Invented.finess());
    var events = new ArrayList<ContractEvent>();
    var state = decider.initial();
    for (int i = 0; i < COMMANDS; i++) {
      if (decider.decide(
              state, i == 0 ? new Declare(terms(random, here), null) : command(random, here))
          instanceof Decision.Accepted<ContractEvent>(var accepted)) {
        events.addAll(accepted);
        state = decider.fold(state, accepted);
      }
    }
    return events;
  }

  private static ContractCommand command(Random random, Finess here) {
    var day = START.plusMonths(6L * random.nextInt(6));
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Declare(terms(random, here), day);
      case 2 -> new Correct(terms(random, here), day, "a slip");
      case 3 ->
          new RecordEntitlement(
              new Entitlement(
                  "Office " + random.nextInt(2), Metric.MACHINE, 1 + random.nextInt(9)));
      case 4 -> new WithdrawEntitlement("Office " + random.nextInt(2), "a slip");
      case 5 -> new Renew(1 + random.nextInt(2));
      case 6 -> new Terminate(START, day, "replaced");
      case 7 -> new OpenNoticeWindow(day);
      default -> new ReachEnd(day);
    };
  }

  private static Terms terms(Random random, Finess here) {
    var isEndless = random.nextInt(5) == 0;
    return new Terms(
        here,
        ContractKind.values()[random.nextInt(ContractKind.values().length)],
        "Éditeur " + random.nextInt(3),
        "Licences",
        random.nextBoolean() ? null : "2024-017",
        START,
        isEndless ? null : Period.ofYears(1 + random.nextInt(2)),
        isEndless || random.nextBoolean()
            ? null
            : new Renewal(Period.ofYears(1), 2, random.nextBoolean()),
        isEndless || random.nextBoolean() ? null : Period.ofMonths(6),
        random.nextBoolean()
            ? null
            : new Price(BigDecimal.valueOf(random.nextInt(9_000_000), 2), Price.Per.YEAR));
  }
}
