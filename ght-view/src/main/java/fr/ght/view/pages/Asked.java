package fr.ght.view.pages;

import fr.ght.http.Problem;
import fr.ght.view.pages.shown.Moment;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the address of a group's page says. An empty field of a form is one that was not given. */
public record Asked(
    @PathParam("ght") String pathGht,
    @QueryParam("asOf") @Nullable String asOf,
    @QueryParam("etablissement") @Nullable String someEstablishment,
    @QueryParam("avant") @Nullable String someCursor) {
  private static final int LONGEST = 500;

  /**
   * @throws Problem.ProblemException 404 if no group can have such a code
   */
  String ght() {
    if (isTooLong(pathGht)) {
      throw Problem.notFound("such group");
    }
    return pathGht;
  }

  Moment moment() {
    return Moment.read(text("asOf", asOf), Instant.now());
  }

  /** Whose changes the timeline shows; null for all. */
  @Nullable String establishment() {
    return text("etablissement", someEstablishment);
  }

  /** Where the timeline goes on; null for its begin. */
  @Nullable String cursor() {
    return text("avant", someCursor);
  }

  /**
   * @throws Problem.ProblemException 400 if nobody can have meant it
   */
  static @Nullable String text(String name, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    if (isTooLong(given)) {
      throw Problem.unreadable(name, "is too long");
    }
    return given.strip();
  }

  static boolean isTooLong(String text) {
    return text.length() > LONGEST;
  }
}
