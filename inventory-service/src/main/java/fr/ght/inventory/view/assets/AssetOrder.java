package fr.ght.inventory.view.assets;

import static fr.ght.inventory.view.assets.AssetOrder.Column.ASSET;
import static fr.ght.inventory.view.assets.AssetOrder.Column.ESTABLISHMENT;
import static fr.ght.inventory.view.assets.AssetOrder.Column.KIND;
import static fr.ght.inventory.view.assets.AssetOrder.Column.MANUFACTURER;
import static fr.ght.inventory.view.assets.AssetOrder.Column.MEMORY;
import static fr.ght.inventory.view.assets.AssetOrder.Column.MODEL;
import static fr.ght.inventory.view.assets.AssetOrder.Column.NAME;
import static fr.ght.inventory.view.assets.AssetOrder.Column.SOFTWARE;
import static fr.ght.inventory.view.assets.AssetOrder.Column.SYSTEM;

import fr.ght.http.Problem;
import fr.ght.http.lists.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order of the list of machines, which an index has: by columns of {@code asset_row} whose
 * values together are unique, all of them rising or all of them falling. Where few values are
 * shared by many machines, the establishment follows, since that index serves readers of one
 * establishment and of a thousand.
 */
public record AssetOrder(List<Column> columns, boolean isRising) {
  private static final Map<String, List<Column>> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put("name", List.of(NAME, ASSET));
    NAMED.put("establishment", List.of(ESTABLISHMENT, NAME, ASSET));
    NAMED.put("kind", List.of(KIND, ESTABLISHMENT, ASSET));
    NAMED.put("manufacturer", List.of(MANUFACTURER, ESTABLISHMENT, ASSET));
    NAMED.put("model", List.of(MODEL, ESTABLISHMENT, ASSET));
    NAMED.put("memoryMib", List.of(MEMORY, ESTABLISHMENT, ASSET));
    NAMED.put("operatingSystem", List.of(SYSTEM, ESTABLISHMENT, ASSET));
    NAMED.put("software", List.of(SOFTWARE, ESTABLISHMENT, ASSET));
  }

  public AssetOrder {
    columns = List.copyOf(columns);
  }

  /** Texts are without case and accents; what is unknown comes before all else. */
  enum Column {
    NAME("sort_name", false),
    ESTABLISHMENT("establishment", false),
    KIND("kind", false),
    MANUFACTURER("sort_manufacturer", false),
    MODEL("sort_model", false),
    MEMORY("sort_memory", true),
    SYSTEM("sort_system", false),
    SOFTWARE("software_count", true),
    ASSET("asset", false);

    private final String column;
    private final boolean isNumber;

    Column(String column, boolean isNumber) {
      this.column = column;
      this.isNumber = isNumber;
    }

    private Object parse(String text) {
      return isNumber ? (Object) Integer.valueOf(text) : text;
    }
  }

  /**
   * @param sort null if none is asked for: by name
   * @throws Problem.ProblemException 400 for a name that is none of these
   */
  public static AssetOrder asked(@Nullable String sort) {
    var isReversed = sort != null && sort.startsWith("-");
    var name = sort == null ? "name" : isReversed ? sort.substring(1) : sort;
    var columns = NAMED.get(name);
    if (columns == null) {
      throw Problem.unreadable(
          "sort",
          "is not one of %s, with a minus in front from the last to the first"
              .formatted(String.join(", ", NAMED.keySet())));
    }
    return new AssetOrder(columns, !isReversed);
  }

  /**
   * The values behind which a page starts; null for the first page.
   *
   * @throws Problem.ProblemException 400 if this list did not give out the cursor in this order
   */
  public @Nullable List<Object> behind(@Nullable String cursor) {
    var parsed = Cursor.parse(cursor, columns.size());
    if (parsed == null) {
      return null;
    }
    try {
      return IntStream.range(0, columns.size())
          .mapToObj(i -> columns.get(i).parse(parsed.key().get(i)))
          .toList();
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  Cursor after(Row row) {
    return new Cursor(
        columns.stream().map(column -> String.valueOf(row.getValue(column.column))).toList());
  }

  boolean isByName() {
    return columns.getFirst() == NAME;
  }

  /** What a page's keys hold beside the machine. */
  String selected() {
    return columns.stream()
        .filter(column -> column != ASSET)
        .map(column -> "r." + column.column)
        .collect(Collectors.joining(", "));
  }

  String by(String alias) {
    var direction = isRising ? "" : " desc";
    return columns.stream()
        .map(column -> alias + "." + column.column + direction)
        .collect(Collectors.joining(", "));
  }

  /** True of rows {@code r} behind these values: once for the index to begin at, once exactly. */
  String isBehind(@Nullable List<Object> behind, Given given) {
    if (behind == null) {
      return "true";
    }
    var values = behind.stream().map(given::value).toList();
    var names =
        columns.stream().map(column -> "r." + column.column).collect(Collectors.joining(", "));
    var sign = isRising ? ">" : "<";
    return "r.%s %s= %s and (%s) %s (%s)"
        .formatted(
            columns.getFirst().column,
            sign,
            values.getFirst(),
            names,
            sign,
            String.join(", ", values));
  }
}
