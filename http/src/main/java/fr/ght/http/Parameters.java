package fr.ght.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Query parameters that only take certain values. */
public final class Parameters {
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
    var known = Arrays.stream(names.getEnumConstants()).map(Enum::name).toList();
    if (!known.contains(value)) {
      throw Problem.unreadable(name, "is not one of " + String.join(", ", known));
    }
    return value;
  }
}
