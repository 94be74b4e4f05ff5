package fr.ght.benchmarks.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.data.category.DefaultCategoryDataset;

/** What a benchmark found, said while it runs and kept as a table and a plot. */
final class Results {
  private static final int WIDTH = 900;
  private static final int LINE = 44;

  private final String title;
  private final String ceiling;
  private final String unit;
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param title of the page
   * @param ceiling what the other column is
   * @param unit of what is counted a second
   */
  Results(String title, String ceiling, String unit) {
    this.title = title;
    this.ceiling = ceiling;
    this.unit = unit;
  }

  void add(Comparison comparison) {
    comparisons.add(comparison);
    System.out.printf(
        Locale.ROOT,
        "%s%n  %-10s %s%n  %-10s %s%n  ratio      %.2f%n",
        comparison.name(),
        "ceiling",
        line(comparison.ceiling()),
        "measured",
        line(comparison.ours()),
        comparison.ratio());
  }

  void note(String note) {
    notes.add(note);
    System.out.println(note);
  }

  private String line(List<Measured> runs) {
    return String.format(
        Locale.ROOT,
        "%.0f %s/s (%.0f to %.0f)  %s ms  cpu %.1f + %.1f us, %.0f/s per core used",
        Comparison.median(runs, Measured::perSecond),
        unit,
        Comparison.least(runs, Measured::perSecond),
        Comparison.most(runs, Measured::perSecond),
        percentiles(runs),
        Comparison.median(runs, Measured::serverMicros),
        Comparison.median(runs, Measured::clientMicros),
        Comparison.median(runs, Measured::perCoreSecond));
  }

  private static double millis(List<Measured> runs, double percentile) {
    return Comparison.median(runs, run -> run.millisAt(percentile));
  }

  /** Writes {@code <name>.md} and {@code <name>.png}. */
  void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".md"), page(name));
    chart(folder.resolve(name + ".png"));
    System.out.println("written: " + folder.resolve(name + ".md"));
  }

  private String page(String name) {
    var page = new StringBuilder();
    page.append("# ").append(title).append("\n\n");
    page.append("`./run bench ").append(name).append("` on ").append(LocalDate.now(ZoneOffset.UTC));
    page.append(", ").append(Runtime.getRuntime().availableProcessors()).append(" processors, ");
    page.append("everything on this machine. Medians of interleaved runs, with the least and the ");
    page.append("most; percentiles are medians over the runs. Beside: ").append(ceiling);
    page.append(", in the same runs. Processor time is per ").append(unit).append(", ");
    page.append("server + client.\n\n");
    notes.forEach(note -> page.append(note).append("\n\n"));
    page.append("![").append(title).append("](").append(name).append(".png)\n\n");
    page.append("| case | ").append(unit).append("/s | beside | ratio | p50 / p99 / p99.9 ms ");
    page.append("| beside | processor µs | beside |\n|---|---|---|---|---|---|---|---|\n");
    for (var one : comparisons) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %.2f | %s | %s | %s | %s |%n",
              one.name(),
              rate(one.ours()),
              rate(one.ceiling()),
              one.ratio(),
              percentiles(one.ours()),
              percentiles(one.ceiling()),
              processor(one.ours()),
              processor(one.ceiling())));
    }
    return page.toString();
  }

  private static String rate(List<Measured> runs) {
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f–%.0f)",
        Comparison.median(runs, Measured::perSecond),
        Comparison.least(runs, Measured::perSecond),
        Comparison.most(runs, Measured::perSecond));
  }

  private static String percentiles(List<Measured> runs) {
    if (runs.getFirst().micros().getTotalCount() == 0) {
      return "–";
    }
    return String.format(
        Locale.ROOT, "%.2f / %.2f / %.2f", millis(runs, 50), millis(runs, 99), millis(runs, 99.9));
  }

  private static String processor(List<Measured> runs) {
    return String.format(
        Locale.ROOT,
        "%.1f + %.1f",
        Comparison.median(runs, Measured::serverMicros),
        Comparison.median(runs, Measured::clientMicros));
  }

  private void chart(Path file) throws IOException {
    var data = new DefaultCategoryDataset();
    for (var one : comparisons) {
      data.addValue(Comparison.median(one.ceiling(), Measured::perSecond), ceiling, one.name());
      data.addValue(Comparison.median(one.ours(), Measured::perSecond), title, one.name());
    }
    var chart =
        ChartFactory.createBarChart(
            title, null, unit + "/s", data, PlotOrientation.HORIZONTAL, true, false, false);
    var cases = chart.getCategoryPlot().getDomainAxis();
    cases.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
    cases.setMaximumCategoryLabelWidthRatio(0.5f);
    cases.setMaximumCategoryLabelLines(2);
    ChartUtils.saveChartAsPNG(
        file.toFile(), chart, WIDTH, 140 + LINE * Math.max(2, comparisons.size()));
  }
}
