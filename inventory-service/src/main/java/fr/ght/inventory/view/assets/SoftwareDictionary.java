package fr.ght.inventory.view.assets;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.domain.asset.Observation.Software;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code software}: a number for every software ever reported. Only grows, and a number never
 * changes its meaning.
 */
public final class SoftwareDictionary {
  private static final String ADD = Sql.named(SoftwareDictionary.class, "add-software");
  private static final String NUMBER = Sql.named(SoftwareDictionary.class, "number-software");

  private SoftwareDictionary() {}

  /** The numbers of all of {@code software}; what has none yet gets one. */
  public static Uni<Map<Software, Integer>> numbers(
      SqlConnection tx, Collection<Software> software) {
    var distinct = software.stream().distinct().toList();
    var given = Tuple.of(written(distinct));
    return tx.preparedQuery(ADD)
        .execute(given)
        .chain(() -> tx.preparedQuery(NUMBER).execute(given))
        .map(rows -> {
          var numbers = new HashMap<Software, Integer>();
          rows.forEach(row -> numbers.put(distinct.get(row.getInteger("n")), row.getInteger("id")));
          return numbers;
        });
  }

  private static String written(List<Software> software) {
    var all = new JsonArray();
    for (int n = 0; n < software.size(); n++) {
      var one = software.get(n);
      all.add(
          new JsonObject()
              .put("n", n)
              .put("name", one.name())
              .put("version", told(one.version()))
              .put("publisher", told(one.publisher()))
              .put("architecture", told(one.architecture()))
              .put("purl", told(one.purl()))
              .put("cpe", told(one.cpe()))
              .put("search", SearchText.of(one.name(), one.version())));
    }
    return all.encode();
  }

  private static String told(@Nullable String part) {
    return part == null ? "" : part;
  }
}
