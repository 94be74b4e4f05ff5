package fr.ght.inventory.view;

import fr.ght.http.csv.CsvStream;
import fr.ght.http.csv.CsvTable;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.RowVersion;
import fr.ght.http.lists.Sequence;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * One question to a list, answered page by page, or whole as CSV.
 *
 * @param ask the question with all that limits it; asked anew for every page
 * @param shown the items of rows
 */
public record Listing<R extends RowVersion, T>(
    Mutiny.SessionFactory sessions,
    Sequence<R> order,
    Function<Mutiny.Session, Uni<Question<R>>> ask,
    BiFunction<Mutiny.Session, List<R>, Uni<List<T>>> shown) {

  /** A list whose items need nothing but their rows. */
  public static <R extends RowVersion, T> Listing<R, T> of(
      Mutiny.SessionFactory sessions,
      Sequence<R> order,
      Function<Mutiny.Session, Uni<Question<R>>> ask,
      Function<R, T> shown) {
    return new Listing<>(
        sessions,
        order,
        ask,
        (_, rows) -> Uni.createFrom().item(rows.stream().map(shown).toList()));
  }

  public Uni<Page<T>> page(AskedPage asked, @Nullable Instant completeUpTo) {
    return sessions.withSession(session ->
        ask.apply(session)
            .chain(question -> question.page(session, order, asked, completeUpTo))
            .chain(page -> shown(session, page)));
  }

  /**
   * @param name of the file
   */
  public RestMulti<byte[]> csv(String name, CsvTable<T> table) {
    return CsvStream.of(
        name,
        table,
        cursor ->
            sessions.withSession(session ->
                ask.apply(session)
                    .chain(question -> question.stretch(session, order, cursor))
                    .chain(page -> shown(session, page))));
  }

  private Uni<Page<T>> shown(Mutiny.Session session, Page<R> page) {
    return shown
        .apply(session, page.items())
        .map(items ->
            new Page<>(items, page.total(), page.totalIsExact(), page.next(), page.completeUpTo()));
  }
}
