package fr.ght.view.skills;

import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.http.AsOf;
import fr.ght.http.lists.SearchText;
import fr.ght.view.facts.Completeness;
import fr.ght.view.facts.Recorded;
import fr.ght.view.matrix.Applications;
import fr.ght.view.matrix.ApplicationsView;
import fr.ght.view.members.Group.Member;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import fr.ght.view.skills.SkillsAnswer.Coverage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is able to maintain what runs in production at a group's full members. */
@Singleton
public class Skills {
  private static final String PEOPLE = Sql.named(Skills.class, "skilled-people");
  private static final String IN_PRODUCTION = "IN_PRODUCTION";
  private static final Comparator<Coverage> WORST_FIRST =
      Comparator.comparing((Coverage one) -> SkillRisk.valueOf(one.risk()))
          .thenComparing(one -> SearchText.of(one.product()))
          .thenComparing(Coverage::product);

  private final Pool pool;
  private final Members members;
  private final Applications applications;
  private final Completeness completeness;

  public Skills(Pool pool, Members members, Applications applications, Completeness completeness) {
    this.pool = pool;
    this.members = members;
    this.applications = applications;
    this.completeness = completeness;
  }

  /**
   * What is said of one product at one establishment.
   *
   * @param product as it is called there
   * @param applications in production
   */
  private record Told(String product, int applications, @Nullable SkilledPeople people) {

    static Told running(String product) {
      return new Told(product, 1, null);
    }

    static Told known(SkilledPeople people) {
      return new Told(people.product(), 0, people);
    }

    Told and(Told other) {
      return new Told(
          product.compareTo(other.product) <= 0 ? product : other.product,
          applications + other.applications,
          together(people, other.people));
    }

    private static @Nullable SkilledPeople together(
        @Nullable SkilledPeople one, @Nullable SkilledPeople other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.plus(other);
    }

    boolean isRunning() {
      return applications > 0;
    }

    boolean isUnknown() {
      return isRunning() && people == null;
    }
  }

  /**
   * @param establishment FINESS that single establishments are limited to; null for all
   * @return fails with a problem, 404, if no such group was known as of then
   */
  public Uni<SkillsAnswer> of(String ght, @Nullable String establishment, AsOf asOf) {
    var completeUpTo =
        completeness.completeUpTo(GroupsView.NAME, ApplicationsView.NAME, SkillsView.NAME);
    return members
        .group(ght, asOf)
        .map(group -> group.fullMembersOn(asOf.on()).stream().map(Member::establishment).toList())
        .chain(all ->
            told(all, asOf)
                .map(told ->
                    new SkillsAnswer(
                        ght,
                        asOf.recordedBy(),
                        asOf.on(),
                        completeUpTo,
                        ofEstablishments(told, establishment),
                        ofGroup(told))));
  }

  /** By establishment, in the order of the group's page, and by product. */
  private Uni<Map<String, Map<String, Told>>> told(List<String> establishments, AsOf asOf) {
    return Uni.combine()
        .all()
        .unis(applications.of(establishments, asOf), people(establishments, asOf))
        .with((deployed, known) -> {
          Map<String, Map<String, Told>> told = new LinkedHashMap<>();
          establishments.forEach(one -> told.put(one, new TreeMap<>()));
          deployed.stream()
              .filter(one -> one.state().equals(IN_PRODUCTION))
              .forEach(one ->
                  add(told, one.establishment(), one.product(), Told.running(one.product())));
          known.forEach((one, all) ->
              all.forEach(people -> add(told, one, people.product(), Told.known(people))));
          return told;
        });
  }

  private static void add(
      Map<String, Map<String, Told>> told, String establishment, String product, Told more) {
    told.computeIfAbsent(establishment, _ -> new TreeMap<>())
        .merge(SearchText.of(product), more, Told::and);
  }

  private Uni<Map<String, List<SkilledPeople>>> people(List<String> establishments, AsOf asOf) {
    return pool.preparedQuery(PEOPLE)
        .execute(Tuple.of(establishments.toArray(String[]::new), asOf.on(), Recorded.by(asOf)))
        .map(rows -> {
          Map<String, List<SkilledPeople>> found = new HashMap<>();
          rows.forEach(row ->
              found
                  .computeIfAbsent(row.getString("establishment"), _ -> new ArrayList<>())
                  .add(SkilledPeople.of(row)));
          return found;
        });
  }

  private static List<Coverage> ofEstablishments(
      Map<String, Map<String, Told>> told, @Nullable String wanted) {
    return told.entrySet().stream()
        .filter(one -> wanted == null || wanted.equals(one.getKey()))
        .flatMap(one ->
            one.getValue().values().stream()
                .map(product -> coverage(one.getKey(), List.of(product))))
        .sorted(WORST_FIRST)
        .toList();
  }

  private static List<Coverage> ofGroup(Map<String, Map<String, Told>> told) {
    var byProduct = new TreeMap<String, List<Told>>();
    told.values()
        .forEach(products ->
            products.forEach(
                (key, one) -> byProduct.computeIfAbsent(key, _ -> new ArrayList<>()).add(one)));
    return byProduct.values().stream().map(all -> coverage(null, all)).sorted(WORST_FIRST).toList();
  }

  /** Of one product at one or several establishments. */
  private static Coverage coverage(@Nullable String establishment, List<Told> all) {
    var together = all.stream().reduce(Told::and).orElseThrow();
    var people = together.people();
    var able = people == null ? null : people.able();
    return new Coverage(
        establishment,
        together.product(),
        SkillRisk.of(together.applications(), able).name(),
        together.applications(),
        (int) all.stream().filter(Told::isRunning).count(),
        (int) all.stream().filter(Told::isUnknown).count(),
        able,
        people == null ? null : people.experts(),
        people == null ? null : people.autonomous(),
        people == null ? null : people.learning(),
        people == null ? null : people.until());
  }
}
