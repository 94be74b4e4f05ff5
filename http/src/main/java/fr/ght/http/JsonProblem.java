package fr.ght.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a JSON body: the field's path and the reason, or the line and column.
 * Jackson's own messages are not shown, for they repeat the content.
 */
public final class JsonProblem {
  private static final String NOT_STORABLE =
      "must have neither NUL characters nor halves of surrogate pairs";

  private JsonProblem() {}

  /** Always of kind {@link Kind#UNREADABLE}. */
  public static Problem of(JsonProcessingException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown ->
          field("UNKNOWN_FIELD", path(unknown), "is unknown; known here: " + known(unknown));
      case StorableText.NotStorable wrong -> field("UNSTORABLE_TEXT", path(wrong), NOT_STORABLE);
      case MismatchedInputException wrong -> mismatch(wrong);
      case JsonMappingException wrong when wrong.getCause() instanceof StreamConstraintsException ->
          beyondLimits();
      case JsonMappingException wrong
          when wrong.getCause() instanceof JsonProcessingException cause
              && wrong.getPath().isEmpty() ->
          of(cause);
      case JsonMappingException wrong when !wrong.getPath().isEmpty() ->
          field("WRONG_TYPE", path(wrong), "has a value that does not fit");
      case StreamConstraintsException _ -> beyondLimits();
      case JsonProcessingException syntax -> notJson(syntax.getLocation());
    };
  }

  private static Problem mismatch(MismatchedInputException wrong) {
    var expected = expected(wrong.getTargetType());
    if (wrong.getPath().isEmpty()) {
      return Kind.UNREADABLE.problem(
          "WRONG_TYPE",
          "The body must be " + expected + ".",
          List.of(new FieldError("body", "must be " + expected)));
    }
    return field("WRONG_TYPE", path(wrong), "must be " + expected);
  }

  private static Problem field(String code, String path, String reason) {
    return Kind.UNREADABLE.problem(
        code, path + " " + reason + ".", List.of(new FieldError(path, reason)));
  }

  private static Problem beyondLimits() {
    return Kind.UNREADABLE.problem(
        "UNPARSABLE",
        "The JSON is nested too deeply, or holds a text that is too long.",
        List.of(new FieldError("body", "is nested too deeply, or holds a text that is too long")));
  }

  private static Problem notJson(@Nullable JsonLocation at) {
    var where =
        at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    var reason = "is not well-formed JSON" + where;
    return Kind.UNREADABLE.problem(
        "UNPARSABLE", "The body " + reason + ".", List.of(new FieldError("body", reason)));
  }

  private static String known(UnrecognizedPropertyException unknown) {
    Collection<Object> names = unknown.getKnownPropertyIds();
    return names == null
        ? "none"
        : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String path(JsonMappingException failure) {
    var path = new StringBuilder();
    for (var step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(Texts.shown(step.getFieldName()));
      }
    }
    return path.toString();
  }
}
