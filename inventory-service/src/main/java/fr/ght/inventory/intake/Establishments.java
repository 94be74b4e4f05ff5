package fr.ght.inventory.intake;

import fr.ght.eventsourcing.Claim;
import fr.ght.eventsourcing.Claimed;
import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.AsOf;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.Ght;
import fr.ght.inventory.domain.ght.GhtCommand;
import fr.ght.inventory.domain.ght.GhtEvent;
import fr.ght.inventory.domain.ght.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which groups an establishment ever belonged to. Every entry into a group claims the
 * establishment's key, so that two groups cannot take it for the same days at once.
 */
public final class Establishments {
  private final EventStore store;
  private final Commands<GhtCommand, Ght, GhtEvent> groups;

  /** Only what can never become untrue again: it was a member once. */
  private final Set<Finess> known = ConcurrentHashMap.newKeySet();

  public Establishments(EventStore store, Commands<GhtCommand, Ght, GhtEvent> groups) {
    this.store = store;
    this.groups = groups;
  }

  /** A group that an establishment is or was in. */
  public record Membership(StreamId ght, Ght.Existing group) {}

  /**
   * What is known of an establishment's groups at one instant.
   *
   * @param claimed the version of its key, to be claimed with a new entry
   */
  public record Standing(Finess establishment, Claimed claimed, List<Membership> memberships) {

    /** When it is a full member of other groups than {@code ght}. */
    public List<Period> elsewhere(StreamId ght) {
      return memberships.stream()
          .filter(membership -> !membership.ght().equals(ght))
          .flatMap(membership -> membership.group().memberships(establishment).stream())
          .toList();
    }

    /** When it is a full member of which group. */
    public Map<StreamId, List<Period>> full() {
      return memberships.stream()
          .collect(
              Collectors.toMap(
                  Membership::ght, membership -> membership.group().memberships(establishment)));
    }

    /** Whatever changes the days of a membership is decided on the key as it was seen. */
    public List<Claim> claims(List<GhtEvent> events) {
      var changesDays =
          events.stream()
              .anyMatch(event ->
                  switch (event) {
                    case GhtEvent.EstablishmentJoined _, GhtEvent.EstablishmentLeft _ -> true;
                    case GhtEvent.GhtCreated _,
                        GhtEvent.GhtRenamed _,
                        GhtEvent.SupportDesignated _,
                        GhtEvent.SupportEstablishmentChanged _,
                        GhtEvent.EstablishmentProfileRecorded _ ->
                        false;
                  });
      return changesDays
          ? List.of(new Claim(key(establishment), claimed.version(), true))
          : List.of();
    }
  }

  public Uni<Standing> standing(Finess establishment, AsOf asOf) {
    return claimed(establishment)
        .flatMap(claimed ->
            memberships(claimed.holders(), asOf)
                .map(memberships -> new Standing(establishment, claimed, memberships)));
  }

  /** The group that it is a full member of on a day, as is known now. */
  public Uni<Optional<Membership>> membershipOn(Finess establishment, LocalDate on) {
    return standing(establishment, AsOf.now())
        .map(standing ->
            standing.memberships().stream()
                .filter(membership ->
                    membership.group().roleOn(establishment, on).filter(Role::isFull).isPresent())
                .findFirst());
  }

  /** All groups that ever had it. */
  public Uni<Set<StreamId>> groupsEver(Finess establishment) {
    return claimed(establishment).map(Claimed::holders);
  }

  /** Whether it was ever a member of any group: from then on its reports are taken for ever. */
  public Uni<Boolean> isKnown(Finess establishment) {
    if (known.contains(establishment)) {
      return Uni.createFrom().item(true);
    }
    return claimed(establishment)
        .map(claimed -> {
          var isKnown = !claimed.holders().isEmpty();
          if (isKnown) {
            known.add(establishment);
          }
          return isKnown;
        });
  }

  /**
   * @return fails with 409 for an establishment that no group ever had
   */
  public Uni<Void> requireKnown(Finess establishment) {
    return isKnown(establishment)
        .map(isKnown -> {
          if (!isKnown) {
            throw unknown();
          }
          return null;
        });
  }

  public static ProblemException unknown() {
    return Kind.REFUSED.with(
        "UNKNOWN_ESTABLISHMENT",
        "The establishment was never in any group. Let it join one first.",
        List.of(new FieldError("establishment", "was never in any group: let it join one first")));
  }

  /** What is said of one that the caller may not know of, whether there is such a one or not. */
  public static ProblemException unseen() {
    return Kind.NOT_FOUND.with("NOT_FOUND", "There is no such establishment.");
  }

  private Uni<Claimed> claimed(Finess establishment) {
    var key = key(establishment);
    return store.claims(Set.of(key)).map(claims -> claims.getOrDefault(key, Claimed.NOBODY));
  }

  private Uni<List<Membership>> memberships(Collection<StreamId> ghts, AsOf asOf) {
    return Multi.createFrom()
        .iterable(ghts)
        .onItem()
        .transformToUniAndConcatenate(
            ght -> groups.read(ght, asOf).map(answer -> membership(ght, answer.state())))
        .collect()
        .asList()
        .map(all -> all.stream().flatMap(Optional::stream).toList());
  }

  private static Optional<Membership> membership(StreamId ght, Ght state) {
    return switch (state) {
      case Ght.Unknown _ -> Optional.empty();
      case Ght.Existing group -> Optional.of(new Membership(ght, group));
    };
  }

  private static String key(Finess establishment) {
    return "member/" + establishment;
  }
}
