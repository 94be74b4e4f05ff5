package fr.ght.local.testing.rights;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Asks a running service each cell's question, and holds the answer against the cell's word. What a
 * refused answer must not do is asked with it: name anything of the place, store anything, or tell
 * another group's thing from one that there is not.
 */
public final class RightsMatrix {
  private static final String DONE = "ok";
  private static final String NOTHING = "none";
  private static final String LET_IN = "in";
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final Set<Integer> NOT_THERE = Set.of(NOT_FOUND, 409);

  private final URI service;
  private final RightsTable table;
  private final Map<String, Caller> callers;
  private final Map<String, Function<Place, Question>> questions;
  private final Place nowhere;
  private final LongSupplier written;

  /**
   * @param callers by the names that head the table's columns
   * @param questions by the names that begin the table's rows
   * @param nowhere a place that there is not
   * @param written how much the service has stored so far
   */
  public RightsMatrix(
      URI service,
      RightsTable table,
      Map<String, Caller> callers,
      Map<String, Function<Place, Question>> questions,
      Place nowhere,
      LongSupplier written) {
    this.service = service;
    this.table = table;
    this.callers = Map.copyOf(callers);
    this.questions = Map.copyOf(questions);
    this.nowhere = nowhere;
    this.written = written;
  }

  /**
   * One cell's question at one place.
   *
   * @param check throws {@link AssertionError} if the answer is another than the cell's word
   */
  public record Cell(String name, Runnable check) {}

  /** Of all rows; at one place only where the question is the same at each. */
  public Stream<Cell> cells() {
    return table.rows().stream()
        .flatMap(row ->
            table.callers().stream()
                .flatMap(caller ->
                    Arrays.stream(Position.values()).map(position -> cell(row, caller, position))));
  }

  private Cell cell(RightsTable.Row row, String caller, Position position) {
    var places = Arrays.asList(Position.values());
    var word = Objects.requireNonNull(row.words().get(caller)).get(places.indexOf(position));
    var asking = Objects.requireNonNull(callers.get(caller), caller);
    return new Cell(
        "%s by %s at %s: %s".formatted(row.question(), caller, position, word),
        () -> check(row.question(), asking, position, word));
  }

  private void check(String name, Caller caller, Position position, String word) {
    var ask = Objects.requireNonNull(questions.get(name), name);
    var place = caller.at(position);
    var question = ask.apply(place);
    var before = written.getAsLong();
    var answer = Answer.to(service, question, caller.authorization());
    switch (word) {
      case DONE ->
          require(
              answer.isSuccess() && question.isDone().test(answer, place),
              "is not done or not shown",
              answer);
      case NOTHING -> {
        require(answer.isSuccess(), "is refused", answer);
        require(!isShown(question, answer, place), "is done or shown", answer);
      }
      case LET_IN ->
          require(
              answer.isSuccess() || NOT_THERE.contains(answer.status()), "is not let in", answer);
      default -> require(answer.status() == Integer.parseInt(word), "is not " + word, answer);
    }
    if (!word.equals(DONE) && !word.equals(LET_IN)) {
      requireHidden(question, answer, place.traces());
      require(written.getAsLong() == before, "stored something", answer);
    }
    if (position != Position.OTHER) {
      requireHidden(question, answer, caller.other().traces());
    }
    if (answer.status() == UNAUTHORIZED) {
      require(answer.headers().contains("WWW-Authenticate"), "does not say how to sign in", answer);
    }
    if (answer.status() == NOT_FOUND && position == Position.OTHER) {
      requireSameNowhere(ask, caller, place, answer);
    }
  }

  private static boolean isShown(Question question, Answer answer, Place place) {
    // What is asked for by name may be repeated.
    return question.method().equals("GET")
        ? answer.namesAny(unnamed(question, place.traces()))
        : question.isDone().test(answer, place);
  }

  private static List<String> unnamed(Question question, Collection<String> traces) {
    return traces.stream().filter(trace -> !question.names(trace)).toList();
  }

  private static void requireHidden(Question question, Answer answer, Collection<String> traces) {
    require(!answer.namesAny(unnamed(question, traces)), "gives something away", answer);
  }

  /** Whether it is hidden or not there must not be told apart. */
  private void requireSameNowhere(
      Function<Place, Question> ask, Caller caller, Place place, Answer hidden) {
    var absent = Answer.to(service, ask.apply(nowhere), caller.authorization());
    require(
        absent.status() == hidden.status()
            && new TreeSet<>(absent.headers()).equals(new TreeSet<>(hidden.headers()))
            && without(nowhere, absent.text()).equals(without(place, hidden.text())),
        "can be told from what is not there, which is answered " + absent,
        hidden);
  }

  private static String without(Place place, String text) {
    var rest = text;
    for (var trace : place.traces()) {
      rest = rest.replace(trace, "NAME");
    }
    return rest;
  }

  private static void require(boolean holds, String complaint, Answer answer) {
    if (!holds) {
      throw new AssertionError("the answer " + complaint + ": " + answer);
    }
  }
}
