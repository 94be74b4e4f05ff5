package fr.ght.http.lists;

import fr.ght.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param total how many items there are in all, counted up to {@link #COUNTED}
 * @param totalIsExact false if there are more than {@code total}
 * @param next give it as {@code cursor} for the page after; null on the last
 * @param completeUpTo below this instant the same {@code asOf} never answers differently; null
 *     while the view is being built
 */
public record Page<T>(
    List<T> items,
    int total,
    boolean totalIsExact,
    @Nullable String next,
    @Nullable Instant completeUpTo) {

  /** Counting further would cost more than the list itself. */
  public static final int COUNTED = 10_000;

  public static final int DEFAULT_LIMIT = 50;
  public static final int MOST = 500;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param found up to {@code limit + 1} rows; one more than asked tells that there is a next page
   * @param counted the number of matches, counted up to {@link #COUNTED} + 1
   */
  public static <R, T> Page<T> of(
      List<R> found,
      int limit,
      long counted,
      @Nullable Instant completeUpTo,
      Function<R, T> item,
      Function<R, Cursor> key) {
    var more = found.size() > limit;
    var rows = more ? found.subList(0, limit) : found;
    return new Page<>(
        rows.stream().map(item).toList(),
        (int) Math.min(counted, COUNTED),
        counted <= COUNTED,
        more ? key.apply(rows.getLast()).toString() : null,
        completeUpTo);
  }

  /** The same page with each item as {@code shown} says. */
  public <S> Page<S> map(Function<T, S> shown) {
    return new Page<>(items.stream().map(shown).toList(), total, totalIsExact, next, completeUpTo);
  }

  /**
   * @throws Problem.ProblemException 400 if it is not from 1 to {@link #MOST}
   */
  public static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same answer as a number out of range.
    }
    throw Problem.unreadable("limit", "is not a number from 1 to " + MOST);
  }
}
