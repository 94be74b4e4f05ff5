package fr.ght.inventory.domain.ght;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;
import static fr.ght.inventory.domain.ght.GhtRefusal.*;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.establishment.Period;
import fr.ght.inventory.domain.ght.Ght.Existing;
import fr.ght.inventory.domain.ght.Ght.Stay;
import fr.ght.inventory.domain.ght.Ght.Unknown;
import fr.ght.inventory.domain.ght.GhtCommand.*;
import fr.ght.inventory.domain.ght.GhtEvent.*;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who belongs to a group, when, and in which role. */
public final class GhtDecider implements Decider<GhtCommand, Ght, GhtEvent> {

  @Override
  public Ght initial() {
    return new Unknown();
  }

  @Override
  public Decision<GhtEvent> decide(Ght ght, GhtCommand command) {
    return switch (ght) {
      case Unknown _ -> command instanceof Define define ? create(define) : refuse(UNKNOWN_GHT);
      case Existing existing ->
          switch (command) {
            case Define define -> redefine(existing, define);
            case Join join -> join(existing, join);
            case Leave leave -> leave(existing, leave);
            case RecordProfile(var establishment, var profile) ->
                recordProfile(existing, establishment, profile);
          };
    };
  }

  private static Decision<GhtEvent> create(Define command) {
    if (command.name().isBlank()) {
      return refuse(NAME_MISSING);
    }
    var events = new ArrayList<GhtEvent>(List.of(new GhtCreated(command.name())));
    addDesignation(events, command.support(), null);
    return accept(events);
  }

  private static Decision<GhtEvent> redefine(Existing ght, Define command) {
    if (command.name().isBlank()) {
      return refuse(NAME_MISSING);
    }
    var events = new ArrayList<GhtEvent>();
    if (!command.name().equals(ght.name())) {
      events.add(new GhtRenamed(command.name()));
    }
    addDesignation(events, command.support(), ght.designated());
    return accept(events);
  }

  private static void addDesignation(
      List<GhtEvent> events, @Nullable Finess support, @Nullable Finess current) {
    if (support != null && !support.equals(current)) {
      events.add(new SupportDesignated(support));
    }
  }

  private Decision<GhtEvent> join(Existing ght, Join command) {
    if (command.name().isBlank()) {
      return refuse(NAME_MISSING);
    }
    var addressed = ght.addressedBy(command.establishment(), command.from());
    if (addressed.filter(stay -> crossesAnEnd(stay, command)).isPresent()) {
      return refuse(OVERLAPPING_MEMBERSHIP);
    }
    var events =
        addressed.map(stay -> changeStay(ght, stay, command)).orElseGet(() -> entry(command));
    if (events.isEmpty()) {
      return accept();
    }
    if (takesTheDayOfAnother(ght, command)) {
      return refuse(ANOTHER_SUPPORT_ON_THAT_DAY);
    }
    if (addressed.filter(stay -> leavesNobody(ght, stay, command)).isPresent()) {
      return refuse(SUPPORT_NEEDS_A_SUCCESSOR);
    }
    return acceptIfSound(ght, command.establishment(), command.elsewhere(), events);
  }

  private static List<GhtEvent> entry(Join command) {
    var joined =
        new EstablishmentJoined(
            command.establishment(), command.name(), command.role(), command.from());
    return command.role() == Role.SUPPORT
        ? List.of(joined, new SupportEstablishmentChanged(command.establishment(), command.from()))
        : List.of(joined);
  }

  /** What an entry says anew of a stay that is known: a role from a day on, or a correction. */
  private static List<GhtEvent> changeStay(Existing ght, Stay stay, Join command) {
    var start = stay.period().from();
    boolean laterThanStart = command.from().isAfter(start);
    if (splits(stay, command)) {
      var events = new ArrayList<GhtEvent>();
      events.add(new EstablishmentLeft(command.establishment(), command.from()));
      events.addAll(entry(command));
      return events;
    }
    if (command.role() == Role.SUPPORT) {
      return takeSupport(ght, stay, command);
    }
    boolean roleHasPassedOn = stay.role() == Role.SUPPORT && laterThanStart;
    if (roleHasPassedOn) {
      return renamed(stay, command);
    }
    var said = new Stay(stay.period(), command.name(), command.role());
    return command.from().equals(start) && said.equals(stay) ? List.of() : entry(command);
  }

  /** Whether a member becomes a partner during its stay, or the other way round. */
  private static boolean splits(Stay stay, Join command) {
    return stay.role().isFull() != command.role().isFull()
        && command.from().isAfter(stay.period().from());
  }

  private static boolean crossesAnEnd(Stay stay, Join command) {
    return splits(stay, command) && !stay.period().isOpen();
  }

  private static List<GhtEvent> takeSupport(Existing ght, Stay stay, Join command) {
    var establishment = command.establishment();
    var from = command.from();
    if (establishment.equals(ght.supports().get(from))) {
      return renamed(stay, command);
    }
    var tenure = ght.tenureOn(establishment, from);
    if (!from.isAfter(stay.period().from()) || tenure.began(stay.period().from())) {
      return entry(command);
    }
    var events = new ArrayList<>(renamed(stay, command));
    // It took the role later than was said: until then, whoever had it before kept it.
    var before = tenure.before();
    if (before != null) {
      tenure.days().forEach(day -> events.add(new SupportEstablishmentChanged(before, day)));
    }
    events.add(new SupportEstablishmentChanged(establishment, from));
    return events;
  }

  private static List<GhtEvent> renamed(Stay stay, Join command) {
    return command.name().equals(stay.name())
        ? List.of()
        : List.of(
            new EstablishmentJoined(
                command.establishment(), command.name(), stay.role(), stay.period().from()));
  }

  private static boolean takesTheDayOfAnother(Existing ght, Join command) {
    var taker = ght.supports().get(command.from());
    return command.role() == Role.SUPPORT
        && taker != null
        && !taker.equals(command.establishment())
        && !command.establishment().equals(ght.designated());
  }

  /** Whether the establishment gives the role up, or up to a later day, and nobody has it then. */
  private static boolean leavesNobody(Existing ght, Stay stay, Join command) {
    if (command.role() != Role.SUPPORT) {
      return ght.roleOn(command.establishment(), command.from()).orElse(null) == Role.SUPPORT;
    }
    var tenure = ght.tenureOn(command.establishment(), command.from());
    return !tenure.days().isEmpty()
        && !tenure.days().contains(command.from())
        && tenure.before() == null
        && !tenure.began(stay.period().from());
  }

  private Decision<GhtEvent> leave(Existing ght, Leave command) {
    var stays = ght.staysOf(command.establishment());
    if (stays.isEmpty()) {
      return refuse(NOT_A_MEMBER);
    }
    var period = stays.getLast().period();
    if (!command.on().isAfter(period.from())) {
      return refuse(LEFT_BEFORE_JOINING);
    }
    return command.on().equals(period.to())
        ? accept()
        : acceptIfSound(
            ght,
            command.establishment(),
            command.elsewhere(),
            List.of(new EstablishmentLeft(command.establishment(), command.on())));
  }

  private Decision<GhtEvent> acceptIfSound(
      Existing ght, Finess establishment, List<Period> elsewhere, List<GhtEvent> events) {
    var after = (Existing) fold(ght, events);
    if (overlapsItself(after.staysOf(establishment))
        || overlaps(after.memberships(establishment), elsewhere)) {
      return refuse(OVERLAPPING_MEMBERSHIP);
    }
    return after.hasSupportWithoutGap() ? accept(events) : refuse(SUPPORT_NEEDS_A_SUCCESSOR);
  }

  private static boolean overlaps(List<Period> here, List<Period> elsewhere) {
    return here.stream().anyMatch(period -> elsewhere.stream().anyMatch(period::overlaps));
  }

  private static boolean overlapsItself(List<Stay> stays) {
    for (int i = 1; i < stays.size(); i++) {
      if (stays.get(i - 1).period().overlaps(stays.get(i).period())) {
        return true;
      }
    }
    return false;
  }

  private static Decision<GhtEvent> recordProfile(
      Existing ght, Finess establishment, Profile profile) {
    if (ght.staysOf(establishment).isEmpty()) {
      return refuse(NOT_A_MEMBER);
    }
    if (profile.hasNegativeFigure()) {
      return refuse(NEGATIVE_FIGURE);
    }
    var dated = ght.profiles().get(establishment);
    return dated != null && profile.equals(dated.get(profile.from()))
        ? accept()
        : accept(new EstablishmentProfileRecorded(establishment, profile));
  }

  @Override
  public Ght evolve(Ght ght, GhtEvent event) {
    return switch (event) {
      case GhtCreated(var name) -> new Existing(name, null, Map.of(), new TreeMap<>(), Map.of());
      case GhtRenamed(var name) -> {
        var old = existing(ght);
        yield new Existing(name, old.designated(), old.stays(), old.supports(), old.profiles());
      }
      case SupportDesignated(var establishment) -> {
        var old = existing(ght);
        yield new Existing(old.name(), establishment, old.stays(), old.supports(), old.profiles());
      }
      case EstablishmentJoined joined -> joined(existing(ght), joined);
      case EstablishmentLeft(var establishment, var on) -> left(existing(ght), establishment, on);
      case SupportEstablishmentChanged(var establishment, var from) -> {
        var old = existing(ght);
        var supports = new TreeMap<>(old.supports());
        supports.put(from, establishment);
        yield with(old, old.stays(), supports);
      }
      case EstablishmentProfileRecorded(var establishment, var profile) ->
          profiled(existing(ght), establishment, profile);
    };
  }

  private static Existing joined(Existing ght, EstablishmentJoined event) {
    var establishment = event.establishment();
    var stays = new ArrayList<>(ght.staysOf(establishment));
    var supports = new TreeMap<>(ght.supports());
    var corrected = ght.addressedBy(establishment, event.from());
    corrected.ifPresent(stay -> {
      stays.remove(stay);
      supports
          .headMap(event.from())
          .entrySet()
          .removeIf(held ->
              held.getValue().equals(establishment) && stay.period().contains(held.getKey()));
    });
    var end = corrected.map(stay -> stay.period().to()).orElse(null);
    stays.add(new Stay(new Period(event.from(), end), event.name(), event.role()));
    stays.sort(Comparator.comparing(stay -> stay.period().from()));
    return with(ght, put(ght.stays(), establishment, List.copyOf(stays)), supports);
  }

  private static Existing left(Existing ght, Finess establishment, LocalDate on) {
    var stays = new ArrayList<>(ght.staysOf(establishment));
    var last = stays.removeLast();
    stays.add(new Stay(new Period(last.period().from(), on), last.name(), last.role()));
    return with(ght, put(ght.stays(), establishment, List.copyOf(stays)), ght.supports());
  }

  private static Existing profiled(Existing ght, Finess establishment, Profile profile) {
    NavigableMap<LocalDate, Profile> dated =
        new TreeMap<>(ght.profiles().getOrDefault(establishment, new TreeMap<>()));
    dated.put(profile.from(), profile);
    return new Existing(
        ght.name(),
        ght.designated(),
        ght.stays(),
        ght.supports(),
        put(ght.profiles(), establishment, dated));
  }

  private static Existing with(
      Existing ght, Map<Finess, List<Stay>> stays, NavigableMap<LocalDate, Finess> supports) {
    return new Existing(ght.name(), ght.designated(), stays, supports, ght.profiles());
  }

  private static <V> Map<Finess, V> put(Map<Finess, V> map, Finess key, V value) {
    var copy = new HashMap<>(map);
    copy.put(key, value);
    return Map.copyOf(copy);
  }

  private static Existing existing(Ght ght) {
    return switch (ght) {
      case Existing existing -> existing;
      case Unknown _ -> throw new IllegalStateException("a group's event before its creation");
    };
  }
}
