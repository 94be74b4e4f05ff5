package fr.ght.benchmarks.signin;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Some hundred requests of one kind, or the mean of several such blocks.
 *
 * @param serviceMicros processor time of the service, a request
 * @param databaseMicros processor time of its PostgreSQL, a request
 * @param medianMillis and {@code p99Millis}: what a caller waited
 */
record Block(double serviceMicros, double databaseMicros, double medianMillis, double p99Millis) {

  double allMicros() {
    return serviceMicros + databaseMicros;
  }

  static Block mean(List<Block> blocks) {
    return new Block(
        mean(blocks, Block::serviceMicros),
        mean(blocks, Block::databaseMicros),
        mean(blocks, Block::medianMillis),
        mean(blocks, Block::p99Millis));
  }

  private static double mean(List<Block> blocks, ToDoubleFunction<Block> figure) {
    return blocks.stream().mapToDouble(figure).average().orElseThrow();
  }
}
