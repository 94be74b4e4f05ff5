package fr.ght.http.hardening;

import fr.ght.http.PathTemplate;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Attempts that were refused by right. All are counted, {@code ght.refused} by status and reason;
 * in the log each is a line with nothing of what the caller sent. Lines are bounded by the minute,
 * those about the same even more, so that nobody can fill a disk or hide behind his own noise; how
 * many were left out is told in the next minute. Safe for use by many threads.
 */
@Singleton
public final class Refusals {
  public static final String NOBODY = "nobody";

  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int ALIKE_PER_MINUTE = 3;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  private final MeterRegistry meters;
  private final int linesPerMinute;
  private final LongSupplier nanos;
  private final Consumer<String> log;
  private final Map<Attempt, Integer> lines = new HashMap<>();
  private long since;
  private int written;
  private long leftOut;

  private record Attempt(String method, String address, String who, String reason) {}

  @Inject
  Refusals(
      MeterRegistry meters,
      @ConfigProperty(name = "ght.refusals.lines-per-minute", defaultValue = "60")
          int linesPerMinute) {
    this(meters, linesPerMinute, System::nanoTime, LOG::info);
  }

  Refusals(MeterRegistry meters, int linesPerMinute, LongSupplier nanos, Consumer<String> log) {
    this.meters = meters;
    this.linesPerMinute = linesPerMinute;
    this.nanos = nanos;
    this.log = log;
    this.since = nanos.getAsLong();
  }

  /**
   * @param path as it was asked; only its template is written
   * @param who a pseudonym, or {@link #NOBODY}
   * @param reason a word of this program
   */
  public void tell(int status, String method, String path, String who, String reason) {
    tell(status, method, () -> PathTemplate.of(path).orElse("an unknown address"), who, reason);
  }

  void tell(int status, String method, Supplier<String> template, String who, String reason) {
    meters.counter("ght.refused", "status", String.valueOf(status), "reason", reason).increment();
    if (!hasRoom()) {
      return;
    }
    var known = METHODS.contains(method) ? method : "an unknown method";
    var attempt = new Attempt(known, template.get(), who, reason);
    if (mayWrite(attempt)) {
      log.accept(
          "refused: %s %s by %s: %s (%d)".formatted(known, attempt.address(), who, reason, status));
    }
  }

  /** Asked first: under a flood not even the address is looked up. */
  private synchronized boolean hasRoom() {
    if (nanos.getAsLong() - since >= MINUTE_NANOS) {
      if (leftOut > 0) {
        log.accept("refused: %d more attempts, counted only".formatted(leftOut));
      }
      since = nanos.getAsLong();
      written = 0;
      leftOut = 0;
      lines.clear();
    }
    if (written >= linesPerMinute) {
      leftOut++;
      return false;
    }
    return true;
  }

  private synchronized boolean mayWrite(Attempt attempt) {
    if (written < linesPerMinute && lines.merge(attempt, 1, Integer::sum) <= ALIKE_PER_MINUTE) {
      written++;
      return true;
    }
    leftOut++;
    return false;
  }
}
