package fr.ght.stress;

import fr.ght.eventsourcing.testing.Oracle.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a run ended.
 *
 * @param leaders how many relays led, one after the other
 * @param differing views that were not the same once built anew
 */
record Result(
    Settings settings,
    Evidence evidence,
    Judgement judgement,
    String pushed,
    List<String> refused,
    Map<String, AtomicInteger> troubles,
    long leaders,
    List<String> differing) {

  boolean isClean() {
    return judgement.isClean() && differing.isEmpty();
  }

  /** The table that a run ends with. */
  String table() {
    var text = new StringBuilder("\n");
    line(text, "seed %d, %d s of load", settings.seed(), settings.length().toSeconds());
    line(text, "%s", pushed);
    line(
        text,
        "%,d events in the log, %,d facts on the topic, %,d entries in the timeline",
        evidence.log().size(),
        evidence.topic().size(),
        evidence.timeline().size());
    var befell = troubles.values().stream().mapToInt(AtomicInteger::get).sum();
    line(text, "%d troubles, %d leaders of the relay one after the other:", befell, leaders);
    troubles.forEach((name, count) -> line(text, "  %3d  %s", count.get(), name));
    line(text, "");
    line(text, "%-28s %9s %11s %10s %9s", "", "lost", "duplicated", "reordered", "invented");
    verdict(text, "acknowledged, in the log", judgement.acknowledged());
    verdict(text, "the log by itself", judgement.log());
    verdict(text, "the topic", judgement.topic());
    verdict(text, "the view's timeline", judgement.timeline());
    verdict(text, "the view's histories", judgement.histories());
    verdict(text, "a naive reader (control)", judgement.naive());
    line(text, "establishments whose machines are counted wrongly: %d", judgement.wrongCounts());
    evidence.counts().stream()
        .filter(count -> !count.isRight())
        .forEach(count -> line(text, "  %s", count));
    line(text, "streams set aside: %d", judgement.setAside());
    line(text, "good writes refused: %d", judgement.refused());
    refused.forEach(answer -> line(text, "  %s", answer));
    line(
        text,
        "views rebuilt: %s",
        differing.isEmpty() ? "all the same" : "NOT THE SAME: " + String.join(", ", differing));
    line(text, "%s", isClean() ? "NOTHING LOST, DUPLICATED OR REORDERED" : "FAILED");
    return text.toString();
  }

  private static void verdict(StringBuilder text, String of, Verdict verdict) {
    line(
        text,
        "%-28s %,9d %,11d %,10d %,9d",
        of,
        verdict.lost(),
        verdict.duplicated(),
        verdict.reordered(),
        verdict.invented());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
