package fr.ght.http.lists;

import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A question to a temporal entity {@code r}: what was recorded as of an instant, and meets all of
 * these conditions. A condition whose value is not given is not asked.
 */
public final class Question<R> {
  private final Class<R> entity;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * @param entity with {@code recordedFrom} and {@code recordedTo}
   */
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

  private static Object instant(AsOf asOf) {
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

  /** Up to {@code limit + 1} rows in the order of {@code order}. */
  public Uni<List<R>> rows(Mutiny.Session session, String order, int limit) {
    var query =
        session.createSelectionQuery("select r from " + from() + " order by " + order, entity);
    values.forEach(query::setParameter);
    return query.setMaxResults(limit + 1).getResultList();
  }

  /**
   * How many there are, counted up to one more than {@link Page#COUNTED}; in an order that an index
   * has.
   */
  public Uni<Long> count(Mutiny.Session session, String order) {
    var query =
        session.createSelectionQuery(
            "select count(*) from (select 1 as one from "
                + from()
                + " order by "
                + order
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
