package fr.ght.stress;

import fr.ght.eventsourcing.testing.Oracle;
import fr.ght.eventsourcing.testing.Oracle.Line;
import fr.ght.eventsourcing.testing.Oracle.Verdict;
import fr.ght.stress.Evidence.Entry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the evidence says.
 *
 * @param acknowledged each acknowledged write against the log: reordered are outdated ones that
 *     changed something
 * @param log against itself: versions without gaps or doubles, and neither they nor the recorded
 *     instants going back within a stream
 * @param naive what is wrong with the naive reader, which something must be
 * @param wrongCounts establishments whose machines are not counted exactly
 * @param refused good writes that were answered as bad ones
 */
record Judgement(
    Verdict acknowledged,
    Verdict log,
    Verdict topic,
    Verdict timeline,
    Verdict histories,
    Verdict naive,
    long wrongCounts,
    long setAside,
    long refused) {

  /** Events that are no fact for others; whatever else is missing on the topic is lost. */
  private static final Set<String> PRIVATE =
      Set.of("asset-report-kept", "asset-keys-learned", "support-designated");

  /** Facts that change no entry of the timeline. */
  private static final Set<String> WITHOUT_ENTRY =
      Set.of("asset-seen", "credential-issued", "credential-rotated", "credential-revoked");

  static Judgement of(Evidence evidence, Ledger ledger, List<Line> takenByNaiveReader) {
    var log = evidence.log();
    return new Judgement(
        acknowledged(log, ledger),
        ofItself(log),
        Oracle.judge(lines(log, Judgement::isPublic), evidence.topic()),
        Oracle.judge(
            lines(log, entry -> isPublic(entry) && !WITHOUT_ENTRY.contains(entry.type())),
            evidence.timeline()),
        Oracle.judge(lines(log, entry -> entry.mark() != null), evidence.histories()),
        Oracle.judge(lines(log, _ -> true), takenByNaiveReader),
        evidence.counts().stream().filter(count -> !count.isRight()).count(),
        evidence.setAside(),
        ledger.refused().size());
  }

  /** Whether nothing was lost, doubled or reordered anywhere. */
  boolean isClean() {
    return List.of(acknowledged, log, topic, timeline, histories).stream()
            .allMatch(Verdict::isClean)
        && wrongCounts + setAside + refused == 0;
  }

  private static boolean isPublic(Entry entry) {
    return !PRIVATE.contains(entry.type());
  }

  private static List<Line> lines(List<Entry> log, Predicate<Entry> which) {
    return log.stream().filter(which).map(Entry::line).toList();
  }

  private static Verdict acknowledged(List<Entry> log, Ledger ledger) {
    var times =
        log.stream()
            .map(Entry::mark)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var doubled = times.values().stream().mapToLong(count -> count - 1).sum();
    var known = Set.copyOf(ledger.acknowledged());
    var outdated = Set.copyOf(ledger.outdated());
    return new Verdict(
        missing(ledger.acknowledged(), times.keySet()),
        doubled,
        times.keySet().stream().filter(outdated::contains).count(),
        times.keySet().stream()
            .filter(mark -> !known.contains(mark) && !outdated.contains(mark))
            .count());
  }

  private static long missing(Collection<String> wanted, Set<String> found) {
    return wanted.stream().filter(mark -> !found.contains(mark)).count();
  }

  private static Verdict ofItself(List<Entry> log) {
    var lines = lines(log, _ -> true);
    var furthest = new HashMap<String, Long>();
    var latest = new HashMap<String, Instant>();
    long back = 0;
    for (var entry : log) {
      var stream = entry.line().stream();
      furthest.merge(stream, entry.line().version(), Math::max);
      var before = latest.put(stream, entry.recordedAt());
      back += before != null && before.isAfter(entry.recordedAt()) ? 1 : 0;
    }
    var places = lines.stream().map(line -> line.stream() + " " + line.version()).distinct();
    var ids = lines.stream().map(Line::id).distinct();
    return new Verdict(
        furthest.values().stream().mapToLong(Long::longValue).sum() - places.count(),
        lines.size() - ids.count(),
        Oracle.judge(lines, lines).reordered() + back,
        0);
  }
}
