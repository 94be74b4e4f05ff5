package fr.ght.inventory.view;

import fr.ght.access.Access;
import fr.ght.access.Action;
import fr.ght.access.Caller;
import fr.ght.access.Policy;
import fr.ght.access.Scope;
import fr.ght.access.signin.Gate;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.http.lists.Question;
import fr.ght.http.lists.RowVersion;
import fr.ght.inventory.domain.ght.Role;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Limits lists, their counts and searches to what their reader may know of. */
public final class Visible {
  private static final String MEMBERS =
      "select distinct m.establishment from MembershipRow m where m.ght in :ghts and m.role <> :partner"
          + " and m.validFrom <= :on and m.validTo > :on and ";

  private Visible() {}

  /**
   * @throws Problem.ProblemException 403 if none of the caller's roles reads anything
   */
  public static Caller reader(Caller caller) {
    if (!Policy.mayAnywhere(caller, Action.READ)) {
      throw Gate.forbidden("None of your roles may do this.")
          .refusing(Access.Denial.NOT_YOUR_ROLE.name());
    }
    return caller;
  }

  /** The groups that the caller may read. */
  public static List<String> groups(Caller caller) {
    return caller.groups().stream()
        .filter(ght ->
            Policy.decide(caller, Action.READ, new Scope.OfGroup(ght, Optional.empty()))
                instanceof Access.Allowed)
        .toList();
  }

  /**
   * Rows of the reader's establishments, and of the full members of his groups.
   *
   * @param asked the one establishment that is asked for; null for all
   */
  public static <R extends RowVersion> Uni<Void> limit(
      Mutiny.Session session,
      Question<R> question,
      Caller caller,
      AsOf asOf,
      @Nullable String asked) {
    return establishments(session, caller, asOf, null)
        .invoke(visible -> {
          if (asked == null) {
            question.condition("r.establishment in :visible", "visible", List.copyOf(visible));
          } else {
            question.condition(
                "r.establishment = :establishment",
                "establishment",
                visible.contains(asked) ? asked : "");
          }
        })
        .replaceWithVoid();
  }

  /**
   * The reader's establishments, and the full members of his groups.
   *
   * @param asked the one group whose members are asked for: none if he may not read it; null for
   *     all that he may know of
   */
  public static Uni<Set<String>> establishments(
      Mutiny.Session session, Caller caller, AsOf asOf, @Nullable String asked) {
    var ghts = groups(caller).stream().filter(ght -> asked == null || ght.equals(asked)).toList();
    var own = asked == null ? caller.establishments() : Set.<String>of();
    if (ghts.isEmpty()) {
      return Uni.createFrom().item(own);
    }
    return session
        .createSelectionQuery(MEMBERS + Question.standing("m", asOf), String.class)
        .setParameter("ghts", ghts)
        .setParameter("partner", Role.PARTNER.name())
        .setParameter("on", asOf.on())
        .setParameter("recordedBy", Question.instant(asOf))
        .getResultList()
        .map(members -> {
          var all = new HashSet<>(own);
          all.addAll(members);
          return all;
        });
  }
}
