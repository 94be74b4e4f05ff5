package fr.ght.view.pages.shown;

import fr.ght.view.contracts.ContractFiguresAnswer;
import fr.ght.view.contracts.ContractFiguresAnswer.Figures;
import fr.ght.view.contracts.RentedAndBought;
import fr.ght.view.french.French;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many contracts there are to decide about, and what is rented and what is bought.
 *
 * @param isOverdue whether some should have been decided already
 * @param all of the group
 * @param establishments a line each
 */
public record ContractFiguresPart(
    String running,
    String overdue,
    boolean isOverdue,
    String dueSoon,
    Share all,
    List<Line> establishments) {

  /** What is due within this time is soon. */
  static final Period SOON = Period.ofMonths(3);

  private static final String UNKNOWN = "inconnue";

  /**
   * What is rented beside what is bought.
   *
   * @param isNothing whether there is neither
   * @param rentedShare by count
   * @param rentedShareOfCost by amount
   * @param unknownCosts empty if all are known
   */
  public record Share(
      boolean isNothing,
      String rented,
      String bought,
      String rentedShare,
      String rentedCost,
      String boughtCost,
      String rentedShareOfCost,
      String unknownCosts) {

    static Share of(RentedAndBought both) {
      return new Share(
          both.rented() + both.bought() == 0,
          French.number(both.rented()),
          French.number(both.bought()),
          share(both.rentedShare()),
          French.euros(both.rentedCost()),
          French.euros(both.boughtCost()),
          share(both.rentedShareOfCost()),
          both.unknownCosts() == 0
              ? ""
              : French.count(both.unknownCosts(), "coût inconnu", "coûts inconnus"));
    }

    private static String share(@Nullable BigDecimal share) {
      return share == null ? UNKNOWN : French.share(share.doubleValue());
    }
  }

  /**
   * @param hasNone whether no contract of it is signed and has not ended
   * @param contracts its contracts
   */
  public record Line(
      String finess,
      String name,
      Address contracts,
      boolean hasNone,
      String running,
      String overdue,
      boolean isOverdue,
      Share share) {}

  public static ContractFiguresPart of(ContractFiguresAnswer answer, Moment moment) {
    var group = answer.group();
    return new ContractFiguresPart(
        French.number(group.running()),
        French.number(group.overdue()),
        group.overdue() > 0,
        French.number(group.dueSoon()),
        Share.of(group.rentedAndBought()),
        answer.establishments().stream()
            .map(one -> line(answer.ght(), one.finess(), one.name(), one.figures(), moment))
            .toList());
  }

  private static Line line(String ght, String finess, String name, Figures figures, Moment moment) {
    return new Line(
        finess,
        name,
        Address.contracts(ght).with("asOf", moment.parameter()).with("etablissement", finess),
        figures.running() == 0,
        French.number(figures.running()),
        French.number(figures.overdue()),
        figures.overdue() > 0,
        Share.of(figures.rentedAndBought()));
  }
}
