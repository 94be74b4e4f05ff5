package fr.ght.view.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import fr.ght.contracts.FactTypes;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.view.facts.Recorded;
import fr.ght.view.members.Group.Profile;
import fr.ght.view.members.Group.Stay;
import fr.ght.view.members.Group.Support;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/** The groups as recorded by an instant. */
@Singleton
public class Members {
  private static final String GROUP = Sql.named(Members.class, "group");
  private static final String ALL = Sql.named(Members.class, "all-groups");

  /** As the rows were written. */
  private static final ObjectMapper JSON =
      FactTypes.JSON.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private final Pool pool;

  public Members(Pool pool) {
    this.pool = pool;
  }

  /** Fails with a problem, 404, if no such group was known as of then. */
  public Uni<Group> group(String ght, AsOf asOf) {
    return pool.preparedQuery(GROUP)
        .execute(Tuple.of(ght, Recorded.by(asOf)))
        .map(rows -> {
          var found = rows.iterator();
          if (!found.hasNext()) {
            throw unknown();
          }
          return read(found.next());
        });
  }

  static Problem.ProblemException unknown() {
    return Problem.notFound("such group as of then");
  }

  /** In the order of their codes. */
  public Uni<List<Group>> groups(AsOf asOf) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(Recorded.by(asOf)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Members::read).toList());
  }

  private static Group read(Row row) {
    return new Group(
        row.getString("ght"),
        row.getString("name"),
        list(row, "stays", new TypeReference<List<Stay>>() {}),
        list(row, "supports", new TypeReference<List<Support>>() {}),
        list(row, "profiles", new TypeReference<List<Profile>>() {}));
  }

  private static <T> List<T> list(Row row, String column, TypeReference<List<T>> shape) {
    try {
      return JSON.readValue(row.getJsonArray(column).encode(), shape);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a group's row does not have its shape: " + column, e);
    }
  }
}
