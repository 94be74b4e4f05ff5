package fr.ght.inventory.view.catalogue;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.Problem;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Cursor;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.SearchText;
import fr.ght.inventory.view.catalogue.CatalogueReader.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Pages of products, by name or by how often they are installed. */
@Singleton
final class ProductPages {
  private static final String BY_NAME = Sql.named(ProductPages.class, "products-by-name");
  private static final String BY_INSTALLATIONS =
      Sql.named(ProductPages.class, "products-by-installations");

  private final Pool pool;

  ProductPages(Pool pool) {
    this.pool = pool;
  }

  /** In which order a list comes. */
  enum Order {
    NAME,
    INSTALLATIONS;

    /**
     * @throws Problem.ProblemException 400
     */
    static Order parse(@Nullable String text, Order otherwise) {
      if (text == null) {
        return otherwise;
      }
      return switch (text) {
        case "name" -> NAME;
        case "-installations" -> INSTALLATIONS;
        default -> throw Problem.unreadable("sort", "is not one of name, -installations");
      };
    }
  }

  /** A page of a list that is read whole. */
  static AskedPage whole(@Nullable String cursor) {
    return new AskedPage(null, cursor, String.valueOf(Page.MOST));
  }

  Uni<Page<ListedProduct>> page(
      Reading reading,
      List<String> states,
      @Nullable String wanted,
      @Nullable String segment,
      Order order,
      AskedPage asked,
      @Nullable Instant completeUpTo) {
    int limit = asked.rows();
    var behind = behind(Cursor.parse(asked.cursor(), 2), order);
    var values =
        Tuple.tuple()
            .addValue(reading.ght())
            .addValue(states.toArray(String[]::new))
            .addValue(wanted == null ? null : SearchText.pattern(wanted))
            .addValue(reading.moment())
            .addValue(reading.establishments())
            .addValue(behind.first())
            .addValue(behind.code())
            .addValue(limit + 1)
            .addValue(reading.isEarlier())
            .addValue(segment);
    return pool.preparedQuery(order == Order.NAME ? BY_NAME : BY_INSTALLATIONS)
        .execute(values)
        .map(rows -> {
          var found = StreamSupport.stream(rows.spliterator(), false).toList();
          long total = found.isEmpty() ? 0 : found.getFirst().getLong("total");
          return Page.of(
              found,
              limit,
              total,
              completeUpTo,
              row -> ListedProduct.of(row, row.getLong("installations")),
              row -> cursor(row, order));
        });
  }

  /** Behind which row a page starts; nulls for the first page. */
  private record Behind(@Nullable Object first, @Nullable String code) {}

  private static Behind behind(@Nullable Cursor cursor, Order order) {
    if (cursor == null) {
      return new Behind(null, null);
    }
    var first = cursor.key().getFirst();
    try {
      return new Behind(order == Order.NAME ? first : Long.valueOf(first), cursor.key().getLast());
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  private static Cursor cursor(Row row, Order order) {
    return new Cursor(
        List.of(
            order == Order.NAME
                ? row.getString("sort_name")
                : String.valueOf(row.getLong("installations")),
            row.getString("code")));
  }
}
