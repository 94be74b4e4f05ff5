package fr.ght.view.contracts;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.view.contracts.ContractFiguresAnswer.Establishment;
import fr.ght.view.contracts.ContractFiguresAnswer.Figures;
import fr.ght.view.facts.Completeness;
import fr.ght.view.facts.Recorded;
import fr.ght.view.members.Group.Member;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many contracts there are to decide about, and what is rented and bought. */
@Singleton
public class ContractFigures {
  private static final String FIGURES = Sql.named(ContractFigures.class, "contract-figures");
  private static final int SOON_MONTHS = 3;

  private final Pool pool;
  private final Members members;
  private final Completeness completeness;

  public ContractFigures(Pool pool, Members members, Completeness completeness) {
    this.pool = pool;
    this.members = members;
    this.completeness = completeness;
  }

  /** Fails with a problem, 404, if no such group was known as of then. */
  public Uni<ContractFiguresAnswer> of(String ght, AsOf asOf) {
    var completeUpTo = completeness.completeUpTo(GroupsView.NAME, ContractsView.NAME);
    var soonUntil = asOf.on().plusMonths(SOON_MONTHS);
    return members
        .group(ght, asOf)
        .map(group -> group.fullMembersOn(asOf.on()))
        .chain(full ->
            figures(full, asOf, soonUntil)
                .map(found -> {
                  var all =
                      full.stream()
                          .map(member ->
                              new Establishment(
                                  member.establishment(),
                                  member.name(),
                                  found.getOrDefault(member.establishment(), Figures.NONE)))
                          .toList();
                  return new ContractFiguresAnswer(
                      ght,
                      asOf.recordedBy(),
                      asOf.on(),
                      soonUntil,
                      completeUpTo,
                      all.stream().map(Establishment::figures).reduce(Figures.NONE, Figures::plus),
                      all);
                }));
  }

  private Uni<Map<String, Figures>> figures(List<Member> full, AsOf asOf, LocalDate soonUntil) {
    var establishments = full.stream().map(Member::establishment).toArray(String[]::new);
    return pool.preparedQuery(FIGURES)
        .execute(Tuple.of(establishments, asOf.on(), Recorded.by(asOf), soonUntil))
        .map(rows -> {
          var figures = new HashMap<String, Figures>();
          rows.forEach(row -> figures.put(row.getString("establishment"), figures(row)));
          return figures;
        });
  }

  private static Figures figures(Row row) {
    return new Figures(
        row.getLong("running"),
        row.getLong("overdue"),
        row.getLong("due_soon"),
        RentedAndBought.of(
            row.getLong("rented"),
            row.getLong("bought"),
            row.getBigDecimal("rented_cost"),
            row.getBigDecimal("bought_cost"),
            row.getLong("unknown_costs")));
  }
}
