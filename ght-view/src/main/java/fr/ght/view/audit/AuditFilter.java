package fr.ght.view.audit;

import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.view.facts.FactType;
import fr.ght.view.facts.Recorded;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which changes; what is null is not asked.
 *
 * @param establishment FINESS
 * @param type the fact's public name without version
 * @param from recorded then or later
 * @param to recorded before then
 */
public record AuditFilter(
    @Nullable String establishment,
    @Nullable String actor,
    @Nullable String type,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable UUID correlation) {

  /**
   * @param from an instant, or a date: from the begin of that day in Europe/Paris on
   * @param to an instant, which is the first that is not meant; or a date: to the end of that day
   * @throws Problem.ProblemException 400 naming the parameter
   */
  public static AuditFilter parse(
      @Nullable String establishment,
      @Nullable String actor,
      @Nullable String type,
      @Nullable String subject,
      @Nullable String from,
      @Nullable String to,
      @Nullable String correlation) {
    if (type != null && !FactType.all().contains(type)) {
      throw Problem.unreadable("type", "is no type of fact");
    }
    return new AuditFilter(
        establishment,
        actor,
        type,
        subject,
        instant("from", from, 0),
        instant("to", to, 1),
        correlation == null ? null : uuid(correlation));
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.unreadable("correlation", "is not a UUID");
    }
  }

  private static @Nullable Instant instant(String name, @Nullable String text, int daysLater) {
    if (text == null) {
      return null;
    }
    try {
      // The same bounds as all other dates that are asked for.
      AsOf.parse(text, null, Instant.EPOCH);
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).plusDays(daysLater).atStartOfDay(AsOf.PARIS).toInstant()
          : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException | Problem.ProblemException e) {
      throw Problem.unreadable(
          name, "is neither a date (2018-01-01) nor an instant (2018-01-01T12:00:00Z)");
    }
  }

  /**
   * The conditions on rows {@code e}; their values are added to {@code values}. The establishment
   * is none of them: rows are looked for by it.
   */
  String conditions(Tuple values) {
    return condition("e.actor = ", actor, values)
        + condition("e.type = ", type, values)
        + condition("e.subject = ", subject, values)
        + condition("e.correlation = ", correlation, values)
        + condition("e.recorded_at >= ", from == null ? null : Recorded.sql(from), values)
        + condition("e.recorded_at < ", to == null ? null : Recorded.sql(to), values);
  }

  private static String condition(String question, @Nullable Object value, Tuple values) {
    return value == null ? "" : " and " + question + "$" + values.addValue(value).size();
  }
}
