package fr.ght.view.contracts;

import fr.ght.http.AsOf;
import fr.ght.http.lists.AskedPage;
import fr.ght.http.lists.Orders;
import fr.ght.http.lists.Page;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.SearchText;
import fr.ght.http.lists.Sequence;
import fr.ght.view.facts.Completeness;
import fr.ght.view.members.Group.Member;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The contracts of a group's full members, those first that have to be decided first. */
@Singleton
public class Contracts {
  private static final Sequence<ContractRow> BY_DUE_DAY =
      byId(Sequence.earliestFirst("dueOn", row -> row.dueOn));
  private static final Orders<ContractRow> ORDERS =
      Orders.usually(BY_DUE_DAY)
          .or("dueOn", BY_DUE_DAY)
          .or("end", byId(Sequence.earliestFirst("endOn", row -> row.endOn)))
          .or("noticeOn", byId(Sequence.earliestFirst("noticeOn", row -> row.noticeOn)))
          .or("id", Sequence.rising("contract", row -> row.contract))
          .or("establishment", byId(Sequence.rising("establishment", row -> row.establishment)))
          .or("kind", byId(Sequence.rising("kind", row -> row.kind)))
          .or("supplier", byId(Sequence.rising("sortSupplier", row -> row.sortSupplier)))
          .or("state", byId(Sequence.rising("state", row -> row.state)));

  private final Mutiny.SessionFactory sessions;
  private final Members members;
  private final Completeness completeness;

  public Contracts(Mutiny.SessionFactory sessions, Members members, Completeness completeness) {
    this.sessions = sessions;
    this.members = members;
    this.completeness = completeness;
  }

  private static Sequence<ContractRow> byId(Sequence<ContractRow> first) {
    return first.then("contract", row -> row.contract);
  }

  /** In one order, with what is asked of them: a list that may be read in several ways. */
  public final class Listing {
    private final String ght;
    private final ContractFilter filter;
    private final Sequence<ContractRow> order;
    private final AsOf asOf;

    private Listing(String ght, ContractFilter filter, @Nullable String sort, AsOf asOf) {
      this.ght = ght;
      this.filter = filter;
      this.order = ORDERS.asked(sort);
      this.asOf = asOf;
    }

    /**
     * @return fails with a problem: 404 if no such group was known as of then, 400 for a cursor
     *     that this list did not give out
     */
    public Uni<Page<ContractItem>> page(AskedPage asked) {
      var completeUpTo = completeness.completeUpTo(GroupsView.NAME, ContractsView.NAME);
      return read((session, question) -> question.page(session, order, asked, completeUpTo));
    }

    /** As many as there may be behind a cursor, not counted: for who reads them all. */
    Uni<Page<ContractItem>> stretch(@Nullable String cursor) {
      return read((session, question) -> question.stretch(session, order, cursor));
    }

    private Uni<Page<ContractItem>> read(
        BiFunction<Mutiny.Session, Question<ContractRow>, Uni<Page<ContractRow>>> reading) {
      return members
          .group(ght, asOf)
          .map(group -> group.fullMembersOn(asOf.on()).stream().map(Member::establishment).toList())
          .chain(establishments ->
              sessions.withSession(
                  session -> reading.apply(session, question(filter, establishments, asOf))))
          .map(page -> page.map(row -> ContractItem.of(row, asOf.on())));
    }
  }

  /**
   * @param sort null for the usual order; {@code -} before it for the other way round
   * @throws fr.ght.http.Problem.ProblemException 400 for an order that there is not
   */
  public Listing of(String ght, ContractFilter filter, @Nullable String sort, AsOf asOf) {
    return new Listing(ght, filter, sort, asOf);
  }

  private static Question<ContractRow> question(
      ContractFilter filter, List<String> establishments, AsOf asOf) {
    var q = filter.q();
    return new Question<>(ContractRow.class, asOf)
        .condition("r.establishment in (:establishments)", "establishments", establishments)
        .condition("r.establishment = :establishment", "establishment", filter.establishment())
        .condition("r.kind = :kind", "kind", filter.kind())
        .condition("r.budget = :budget", "budget", filter.budget())
        .condition("r.state in (:states)", "states", filter.states())
        .condition("r.search like :q escape '\\'", "q", q == null ? null : SearchText.pattern(q));
  }
}
