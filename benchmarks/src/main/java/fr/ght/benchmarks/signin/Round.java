package fr.ght.benchmarks.signin;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Blocks with and without the check that the same minutes of the machine met. */
record Round(Block with, Block without) {

  /** A line of the table: the medians, and of what the check costs the middle half of rounds. */
  static String line(String figure, List<Round> rounds, ToDoubleFunction<Block> of) {
    return String.format(
        Locale.ROOT,
        "  %-28s %9.2f %9.2f   %+5.1f %%  (%+.1f to %+.1f)",
        figure,
        quantile(rounds, 0.5, round -> of.applyAsDouble(round.with())),
        quantile(rounds, 0.5, round -> of.applyAsDouble(round.without())),
        quantile(rounds, 0.5, round -> round.costs(of)),
        quantile(rounds, 0.25, round -> round.costs(of)),
        quantile(rounds, 0.75, round -> round.costs(of)));
  }

  /** Per cent of the request without it. */
  private double costs(ToDoubleFunction<Block> of) {
    return 100 * (of.applyAsDouble(with) / of.applyAsDouble(without) - 1);
  }

  private static double quantile(List<Round> rounds, double share, ToDoubleFunction<Round> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    var at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
