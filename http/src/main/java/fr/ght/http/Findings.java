package fr.ght.http;

import fr.ght.http.Problem.FieldError;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a body into values, and collects everything that is wrong with them, so that
 * the caller hears all of it at once.
 */
public final class Findings {
  private final List<FieldError> errors = new ArrayList<>();

  private Findings() {}

  /**
   * Looks at every field, and makes the value only if none is wrong.
   *
   * @throws Problem.ProblemException 422 naming the fields
   */
  public static <T> T reading(Function<Findings, Supplier<T>> look) {
    var findings = new Findings();
    var make = look.apply(findings);
    findings.throwIfAny();
    return make.get();
  }

  /**
   * @param read throws IllegalArgumentException or DateTimeException; the former's message is shown
   */
  public <V, T> Supplier<T> required(String field, @Nullable V value, Function<V, T> read) {
    if (value == null) {
      return missing(field);
    }
    return some(field, value, read);
  }

  public <V, T> Supplier<@Nullable T> optional(
      String field, @Nullable V value, Function<V, T> read) {
    if (value == null) {
      return () -> null;
    }
    return this.<V, @Nullable T>some(field, value, read);
  }

  /** One of an enum's names. */
  public <E extends Enum<E>> Supplier<E> oneOf(
      String field, @Nullable String value, Class<E> names) {
    return required(field, value, text -> named(text, names));
  }

  public void notNegative(String field, @Nullable Integer figure) {
    if (figure != null && figure < 0) {
      reject(field, "must not be negative");
    }
  }

  public void reject(String field, String reason) {
    errors.add(new FieldError(field, reason));
  }

  private <T> Supplier<T> missing(String field) {
    reject(field, "is missing");
    return () -> {
      throw new IllegalStateException(field);
    };
  }

  private <V, T extends @Nullable Object> Supplier<T> some(
      String field, V value, Function<V, ? extends T> read) {
    try {
      T found = read.apply(value);
      return () -> found;
    } catch (DateTimeException e) {
      reject(field, "is not a date such as 2016-07-01");
    } catch (IllegalArgumentException e) {
      reject(field, String.valueOf(e.getMessage()));
    }
    return () -> {
      throw new IllegalStateException(field);
    };
  }

  private static <E extends Enum<E>> E named(String text, Class<E> names) {
    for (var name : names.getEnumConstants()) {
      if (name.name().equals(text)) {
        return name;
      }
    }
    var known = Arrays.stream(names.getEnumConstants()).map(Enum::name).toList();
    throw new IllegalArgumentException("is not one of " + String.join(", ", known));
  }

  private void throwIfAny() {
    if (errors.isEmpty()) {
      return;
    }
    var first = errors.getFirst();
    var more = errors.size() == 1 ? "" : " (and %d more, see errors)".formatted(errors.size() - 1);
    throw Problem.Kind.INVALID.with(
        "INVALID", first.field() + " " + first.reason() + more + ".", errors);
  }
}
