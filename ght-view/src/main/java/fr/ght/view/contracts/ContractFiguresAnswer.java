package fr.ght.view.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What of a group's contracts has to be decided, and what of them is rented and what is bought.
 *
 * @param soonUntil the last day of what counts as due soon: three months after {@code on}
 * @param establishments all full members, in the order of the group's page
 */
@Schema(name = "ContractFigures")
public record ContractFiguresAnswer(
    String ght,
    @Nullable Instant asOf,
    LocalDate on,
    LocalDate soonUntil,
    @Nullable Instant completeUpTo,
    Figures group,
    List<Establishment> establishments) {

  public ContractFiguresAnswer {
    establishments = List.copyOf(establishments);
  }

  /**
   * @param running contracts that are signed and have not ended
   * @param overdue of them, those whose day to decide has passed
   * @param dueSoon of them, those to decide from {@code on} to {@code soonUntil}
   */
  @Schema(name = "ContractFiguresOfOne")
  public record Figures(long running, long overdue, long dueSoon, RentedAndBought rentedAndBought) {
    static final Figures NONE = new Figures(0, 0, 0, RentedAndBought.NOTHING);

    Figures plus(Figures other) {
      return new Figures(
          running + other.running,
          overdue + other.overdue,
          dueSoon + other.dueSoon,
          rentedAndBought.plus(other.rentedAndBought));
    }
  }

  @Schema(name = "ContractFiguresOfEstablishment")
  public record Establishment(String finess, String name, Figures figures) {}
}
