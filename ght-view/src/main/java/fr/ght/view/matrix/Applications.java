package fr.ght.view.matrix;

import fr.ght.http.AsOf;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.Sequence;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The applications of establishments, decommissioned ones left out. */
@Singleton
public class Applications {
  private static final Sequence<ApplicationRow> ORDER =
      Sequence.<ApplicationRow>rising("function", row -> row.function)
          .then("establishment", row -> row.establishment)
          .then("product", row -> row.product)
          .then("application", row -> row.application);

  /** More than any group has. */
  private static final int MOST = 100_000;

  private final Mutiny.SessionFactory sessions;

  public Applications(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** One application. */
  public record Deployed(
      String application,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users,
      @Nullable String instance) {

    static Deployed of(ApplicationRow row) {
      return new Deployed(
          row.application,
          row.establishment,
          row.function,
          row.product,
          row.version,
          row.state,
          row.users,
          row.instance);
    }
  }

  /** By function, establishment, product and id. */
  public Uni<List<Deployed>> of(Collection<String> establishments, AsOf asOf) {
    if (establishments.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    var question =
        new Question<>(ApplicationRow.class, asOf)
            .condition(
                "r.establishment in (:establishments)",
                "establishments",
                List.copyOf(establishments))
            .condition("r.state <> :gone", "gone", ApplicationsView.DECOMMISSIONED);
    return sessions.withSession(session ->
        question.first(session, ORDER, MOST).map(rows -> rows.stream().map(Deployed::of).toList()));
  }
}
