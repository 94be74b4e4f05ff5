package fr.ght.http.csv;

import fr.ght.http.lists.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * A whole list as CSV, read page by page as fast as the caller takes it: no more than a page of it
 * is in memory.
 */
public final class CsvStream {
  private CsvStream() {}

  /** Where the walk through the list is. */
  private static final class Walk {
    boolean isBegun;
    @Nullable String next;
  }

  /**
   * @param name of the file, without its ending
   * @param pages the page behind a cursor; the first one behind null
   */
  public static <T> RestMulti<byte[]> of(
      String name, CsvTable<T> table, Function<@Nullable String, Uni<Page<T>>> pages) {
    var lines =
        Multi.createBy()
            .repeating()
            .uni(
                Walk::new,
                walk -> pages.apply(walk.next).map(page -> new Written(walk, page, table)))
            .whilst(written -> written.hasNext)
            .map(written -> written.bytes);
    return RestMulti.fromMultiData(lines)
        .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** A page as lines, the first with the headings before them. */
  private static final class Written {
    final byte[] bytes;
    final boolean hasNext;

    <T> Written(Walk walk, Page<T> page, CsvTable<T> table) {
      var lines = table.lines(page.items());
      bytes = walk.isBegun ? lines : joined(table.headings(), lines);
      walk.isBegun = true;
      walk.next = page.next();
      hasNext = walk.next != null;
    }

    private static byte[] joined(byte[] first, byte[] second) {
      var both = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, both, first.length, second.length);
      return both;
    }
  }
}
