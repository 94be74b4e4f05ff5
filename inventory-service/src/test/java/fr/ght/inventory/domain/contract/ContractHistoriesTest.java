package fr.ght.inventory.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.Histories;
import fr.ght.inventory.domain.contract.Contract.Signed;
import fr.ght.inventory.domain.contract.Contract.Terminated;
import fr.ght.inventory.domain.contract.ContractCommand.*;
import fr.ght.inventory.domain.contract.Entitlement.Metric;
import fr.ght.inventory.domain.contract.Terms.Renewal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractHistoriesTest {

  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_is_said_a_contract_stays_sound(int seed) {
    Histories.play(
        new ContractDecider(),
        new Random(seed),
        ContractHistoriesTest::command,
        contract -> {
          if (contract instanceof Signed signed) {
            var agreement = signed.agreement();
            var start = agreement.terms().start();
            assertThat(agreement.end().orElse(LocalDate.MAX)).isAfterOrEqualTo(start);
            assertThat(agreement.noticeDate().orElse(start))
                .isBetween(start, agreement.end().orElse(LocalDate.MAX));
            assertThat(agreement.renewals()).isBetween(0, 2);
            if (signed instanceof Terminated) {
              assertThat(agreement.terminatedOn()).isNotNull();
            }
          }
        });
  }

  /** The days that anything can happen on are few, so that they are hit. */
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.parse("2024-02-29"),
          LocalDate.parse("2024-08-29"),
          LocalDate.parse("2025-02-28"),
          LocalDate.parse("2025-08-29"),
          LocalDate.parse("2026-02-28"),
          LocalDate.parse("2027-02-28"));

  private static ContractCommand command(Random random) {
    var day = DAYS.get(random.nextInt(DAYS.size()));
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Declare(terms(random), random.nextBoolean() ? day : null);
      case 2 -> new Correct(terms(random), day, "a slip");
      case 3 -> new RecordEntitlement(new Entitlement("Office", Metric.MACHINE, random.nextInt(3)));
      case 4 -> new WithdrawEntitlement("Office", "a slip");
      case 5 -> new Renew(1 + random.nextInt(3));
      case 6 -> new Terminate(DAYS.getFirst(), day, "replaced");
      case 7 -> new WithdrawTermination("a slip");
      case 8 -> new OpenNoticeWindow(day);
      default -> new ReachEnd(day);
    };
  }

  private static Terms terms(Random random) {
    var isEndless = random.nextInt(6) == 0;
    return new Terms(
        ContractDeciderTest.CHU,
        ContractKind.values()[random.nextInt(ContractKind.values().length)],
        "Éditeur",
        "Licences",
        null,
        DAYS.getFirst(),
        isEndless ? null : Period.ofYears(1 + random.nextInt(2)),
        isEndless || random.nextBoolean()
            ? null
            : new Renewal(Period.ofYears(1), 1 + random.nextInt(2), random.nextBoolean()),
        isEndless || random.nextBoolean() ? null : Period.ofMonths(6),
        null);
  }
}
