package fr.ght.http.lists;

import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A question to a temporal entity {@code r}: what was recorded as of an instant, and meets all of
 * these conditions. A condition whose value is not given is not asked.
 */
public final class Question<R extends RowVersion> {
  private final Class<R> entity;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  public Question(Class<R> entity, AsOf asOf) {
    this.entity = entity;
    condition(standing("r", asOf), "recordedBy", instant(asOf));
  }

  /** The one predicate of "as of", for the alias of a temporal entity in the same question. */
  public static String standing(String alias, AsOf asOf) {
    return asOf.recordedBy() == null
        ? alias + ".recordedTo = :recordedBy"
        : alias + ".recordedFrom <= :recordedBy and " + alias + ".recordedTo > :recordedBy";
  }

  /** The value of {@code :recordedBy} in {@link #standing}. */
  public static Object instant(AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    return recordedBy == null ? TemporalTable.FOREVER : recordedBy;
  }

  /**
   * @param condition in HQL, about {@code r} and {@code :name}
   */
  public Question<R> condition(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add("(" + condition + ")");
      values.put(name, value);
    }
    return this;
  }

  /** The first rows of all that meet the conditions. */
  public Uni<List<R>> first(Mutiny.Session session, Sequence<R> sequence, int most) {
    return rows(session, sequence, null, most);
  }

  /**
   * The page that is asked for, of rows. It is what the question ends with: it asks no more then.
   *
   * @param completeUpTo read before the question is asked
   * @return fails with a problem, 400, for a cursor that this list did not give out, and for a
   *     limit out of range
   */
  public Uni<Page<R>> page(
      Mutiny.Session session,
      Sequence<R> sequence,
      AskedPage asked,
      @Nullable Instant completeUpTo) {
    var behind = sequence.behind(asked.cursor());
    int limit = asked.rows();
    return count(session, sequence)
        .chain(counted ->
            rows(session, sequence, behind, limit + 1)
                .map(rows ->
                    Page.of(
                        rows, limit, counted, completeUpTo, Function.identity(), sequence::after)));
  }

  /**
   * A page of as many rows as there may be, whose total is not counted: for who reads them all. It
   * is what the question ends with.
   *
   * @param cursor what the page before gave as next; null for the first
   */
  public Uni<Page<R>> stretch(
      Mutiny.Session session, Sequence<R> sequence, @Nullable String cursor) {
    return rows(session, sequence, sequence.behind(cursor), Page.MOST + 1)
        .map(rows -> Page.of(rows, Page.MOST, 0, null, Function.identity(), sequence::after));
  }

  private Uni<List<R>> rows(
      Mutiny.Session session, Sequence<R> sequence, @Nullable List<Object> behind, int most) {
    if (behind != null) {
      conditions.add(sequence.isBehind());
      IntStream.range(0, behind.size())
          .forEach(part -> values.put(Sequence.behind(part), behind.get(part)));
    }
    var query =
        session.createSelectionQuery(
            "select r from " + from() + " order by " + sequence.hql(), entity);
    values.forEach(query::setParameter);
    return query.setMaxResults(most).getResultList();
  }

  /** Up to one more than {@link Page#COUNTED}, in an order that an index has. */
  private Uni<Long> count(Mutiny.Session session, Sequence<R> sequence) {
    var query =
        session.createSelectionQuery(
            "select count(*) from (select 1 as one from "
                + from()
                + " order by "
                + sequence.hql()
                + " limit "
                + (Page.COUNTED + 1)
                + ") counted",
            Long.class);
    values.forEach(query::setParameter);
    return query.getSingleResult();
  }

  private String from() {
    return entity.getSimpleName() + " r where " + String.join(" and ", conditions);
  }
}
