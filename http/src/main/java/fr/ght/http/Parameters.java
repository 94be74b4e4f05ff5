package fr.ght.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Query parameters that only take certain values. */
public final class Parameters {
  /** Asks for every one of them, where a list shows only some by default. */
  public static final String ALL = "ALL";

  private Parameters() {}

  /**
   * @return one of the enum's names, or null if none is given
   * @throws Problem.ProblemException 400
   */
  public static <E extends Enum<E>> @Nullable String oneOf(
      String name, @Nullable String value, Class<E> names) {
    if (value == null) {
      return null;
    }
    return oneOf(name, value, names, List.of());
  }

  /**
   * @param otherwise if none is given
   * @return one of the enum's names, or null for {@link #ALL}
   * @throws Problem.ProblemException 400
   */
  public static <E extends Enum<E>> @Nullable String oneOfOrAll(
      String name, @Nullable String value, Class<E> names, E otherwise) {
    if (value == null) {
      return otherwise.name();
    }
    return value.equals(ALL) ? null : oneOf(name, value, names, List.of(ALL));
  }

  private static <E extends Enum<E>> String oneOf(
      String name, String value, Class<E> names, List<String> more) {
    var known =
        Stream.concat(Arrays.stream(names.getEnumConstants()).map(Enum::name), more.stream())
            .toList();
    if (!known.contains(value)) {
      throw Problem.unreadable(name, "is not one of " + String.join(", ", known));
    }
    return value;
  }
}
