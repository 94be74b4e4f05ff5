package fr.ght.http.lists;

import fr.ght.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list over an entity {@code r}: by fields whose values together are unique, all of
 * them rising or all of them falling.
 */
public final class Sequence<R> {
  /** Before every day that is known. */
  private static final LocalDate NO_DAY = LocalDate.of(1800, 1, 1);

  private final List<Part<R>> parts;
  private final boolean isRising;

  private Sequence(List<Part<R>> parts, boolean isRising) {
    this.parts = parts;
    this.isRising = isRising;
  }

  /**
   * A part of the order.
   *
   * @param expression in HQL, never null
   * @param value of a row
   * @param parse the value's text in a cursor; fails if it is none
   */
  private record Part<R>(
      String expression, Function<R, Object> value, Function<String, Object> parse) {}

  /** From the first to the last by this field. */
  public static <R> Sequence<R> rising(String field, Function<R, String> value) {
    return new Sequence<R>(List.of(), true).then(field, value);
  }

  /** From the latest to the earliest by this field. */
  public static <R> Sequence<R> latestFirst(String field, Function<R, Instant> value) {
    return new Sequence<R>(List.of(), false)
        .with(new Part<>("r." + field, value::apply, Instant::parse));
  }

  /** From the first to the last by this field; rows without a text come first. */
  public static <R> Sequence<R> risingText(String field, Function<R, @Nullable String> value) {
    return new Sequence<R>(List.of(), true)
        .with(
            new Part<>(
                "coalesce(r.%s, '')".formatted(field),
                row -> Objects.requireNonNullElse(value.apply(row), ""),
                text -> text));
  }

  /**
   * From the least to the greatest by this field of no negative numbers; unknown ones come first.
   */
  public static <R> Sequence<R> risingNumber(String field, Function<R, @Nullable Integer> value) {
    return new Sequence<R>(List.of(), true)
        .with(
            new Part<>(
                "coalesce(r.%s, -1)".formatted(field),
                row -> Objects.requireNonNullElse(value.apply(row), -1),
                Integer::valueOf));
  }

  /** From the earliest to the latest by this field; unknown days come first. */
  public static <R> Sequence<R> risingDay(String field, Function<R, @Nullable LocalDate> value) {
    return new Sequence<R>(List.of(), true)
        .with(
            new Part<>(
                "coalesce(r.%s, date %s)".formatted(field, NO_DAY),
                row -> Objects.requireNonNullElse(value.apply(row), NO_DAY),
                LocalDate::parse));
  }

  /** The same, from the last to the first. */
  public Sequence<R> reversed() {
    return new Sequence<>(parts, !isRising);
  }

  /** From the earliest to the latest day by this field. */
  public static <R> Sequence<R> earliestFirst(String field, Function<R, LocalDate> value) {
    return new Sequence<R>(List.of(), true)
        .with(new Part<>("r." + field, value::apply, LocalDate::parse));
  }

  /** By this field where all before it are equal. */
  public Sequence<R> then(String field, Function<R, String> value) {
    return with(new Part<>("r." + field, value::apply, text -> text));
  }

  private Sequence<R> with(Part<R> part) {
    var all = new ArrayList<>(parts);
    all.add(part);
    return new Sequence<>(List.copyOf(all), isRising);
  }

  String hql() {
    var direction = isRising ? "" : " desc";
    return parts.stream()
        .map(part -> part.expression() + direction)
        .collect(Collectors.joining(", "));
  }

  Cursor after(R row) {
    return new Cursor(parts.stream().map(part -> part.value().apply(row).toString()).toList());
  }

  /**
   * The values behind which a page starts; null for the first page.
   *
   * @throws Problem.ProblemException 400 if this list did not give out the cursor
   */
  @Nullable List<Object> behind(@Nullable String cursor) {
    var parsed = Cursor.parse(cursor, parts.size());
    if (parsed == null) {
      return null;
    }
    try {
      return IntStream.range(0, parts.size())
          .mapToObj(i -> parts.get(i).parse().apply(parsed.key().get(i)))
          .toList();
    } catch (DateTimeException | NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  /** True of the rows behind the values of {@code :behind0}, {@code :behind1} and so on. */
  String isBehind() {
    var fields = parts.stream().map(Part::expression).collect(Collectors.joining(", "));
    var values =
        IntStream.range(0, parts.size())
            .mapToObj(i -> ":" + behind(i))
            .collect(Collectors.joining(", "));
    return "(%s) %s (%s)".formatted(fields, isRising ? ">" : "<", values);
  }

  static String behind(int part) {
    return "behind" + part;
  }
}
