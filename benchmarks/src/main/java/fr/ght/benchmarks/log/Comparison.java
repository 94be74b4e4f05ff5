package fr.ght.benchmarks.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The same work twice, run by run in turn, so that what the machine does meanwhile meets both.
 *
 * @param name of the case
 * @param ceiling runs of what nothing can beat
 * @param ours runs of what is measured
 */
record Comparison(String name, List<Measured> ceiling, List<Measured> ours) {

  static Comparison of(String name, int runs, Supplier<Measured> ceiling, Supplier<Measured> ours) {
    var ceilings = new ArrayList<Measured>();
    var measured = new ArrayList<Measured>();
    for (int run = 0; run < runs; run++) {
      ceilings.add(ceiling.get());
      measured.add(ours.get());
    }
    return new Comparison(name, ceilings, measured);
  }

  /** Of the medians: above 1 is faster than the ceiling. */
  double ratio() {
    return median(ours, Measured::perSecond) / median(ceiling, Measured::perSecond);
  }

  static double median(List<Measured> runs, ToDoubleFunction<Measured> figure) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(figure))
        .skip(runs.size() / 2)
        .mapToDouble(figure)
        .findFirst()
        .orElseThrow();
  }

  static double least(List<Measured> runs, ToDoubleFunction<Measured> figure) {
    return runs.stream().mapToDouble(figure).min().orElseThrow();
  }

  static double most(List<Measured> runs, ToDoubleFunction<Measured> figure) {
    return runs.stream().mapToDouble(figure).max().orElseThrow();
  }
}
