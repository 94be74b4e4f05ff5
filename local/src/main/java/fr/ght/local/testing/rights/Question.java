package fr.ght.local.testing.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A request, without who sends it.
 *
 * @param address path and query
 * @param headers name and value in turn
 * @param isDone whether an answer of success did or showed what was asked of a place
 */
public record Question(
    String method,
    String address,
    String body,
    List<String> headers,
    BiPredicate<Answer, Place> isDone) {

  public Question {
    headers = List.copyOf(headers);
  }

  /** One that shows something of a place. */
  public static Question get(String address) {
    return new Question(
        "GET", address, "", List.of(), (answer, place) -> answer.namesAny(place.traces()));
  }

  /** One that is done if the status says so. */
  public static Question of(String method, String address) {
    return new Question(method, address, "", List.of(), (_, _) -> true);
  }

  public static Question of(String method, String address, String json) {
    return new Question(
        method, address, json, List.of("Content-Type", "application/json"), (_, _) -> true);
  }

  public Question header(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Question(method, address, body, more, isDone);
  }

  public Question doneIf(Predicate<Answer> shown) {
    return new Question(method, address, body, headers, (answer, _) -> shown.test(answer));
  }

  boolean names(String text) {
    return address.contains(text) || body.contains(text);
  }
}
