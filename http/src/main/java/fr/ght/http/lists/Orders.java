package fr.ght.http.lists;

import fr.ght.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orders in which a list may be asked for, by the names of its fields; {@code -name} is the
 * same from the last to the first. Immutable, safe to share.
 */
public final class Orders<R> {
  private final Sequence<R> usual;
  private final Map<String, Sequence<R>> named;

  private Orders(Sequence<R> usual, Map<String, Sequence<R>> named) {
    this.usual = usual;
    this.named = named;
  }

  /** A list that is in this order unless another one is asked for. */
  public static <R> Orders<R> usually(Sequence<R> usual) {
    return new Orders<>(usual, Map.of());
  }

  /** Also in this one. */
  public Orders<R> or(String name, Sequence<R> sequence) {
    var all = new LinkedHashMap<>(named);
    all.put(name, sequence);
    return new Orders<>(usual, all);
  }

  /**
   * @param sort null if none is asked for
   * @throws Problem.ProblemException 400 for a name that is none of these
   */
  public Sequence<R> asked(@Nullable String sort) {
    if (sort == null) {
      return usual;
    }
    var isReversed = sort.startsWith("-");
    var sequence = named.get(isReversed ? sort.substring(1) : sort);
    if (sequence == null) {
      throw Problem.unreadable(
          "sort",
          "is not one of %s, with a minus in front from the last to the first"
              .formatted(String.join(", ", named.keySet())));
    }
    return isReversed ? sequence.reversed() : sequence;
  }
}
