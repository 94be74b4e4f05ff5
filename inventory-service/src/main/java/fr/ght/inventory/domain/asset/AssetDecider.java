package fr.ght.inventory.domain.asset;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;
import static fr.ght.inventory.domain.asset.AssetRefusal.*;

import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.RememberingDecider;
import fr.ght.inventory.domain.asset.Asset.*;
import fr.ght.inventory.domain.asset.AssetCommand.*;
import fr.ght.inventory.domain.asset.AssetEvent.*;
import fr.ght.inventory.domain.asset.Machine.DatedSystem;
import fr.ght.inventory.domain.establishment.Finess;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the reports of a machine change, and its life besides. */
public final class AssetDecider implements RememberingDecider<AssetCommand, Asset, AssetEvent> {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Override
  public Asset initial() {
    return new Unknown();
  }

  @Override
  public Decision<AssetEvent> decide(Asset asset, AssetCommand command) {
    return switch (asset) {
      case Merged(var into) ->
          command.equals(new MergeInto(into)) ? accept() : refuse(ALREADY_MERGED);
      case Unknown _ ->
          command instanceof Report(var establishment, var report)
              ? first(establishment, report)
              : refuse(UNKNOWN_ASSET);
      case Known known ->
          switch (command) {
            case Report(var establishment, var report) -> report(known, establishment, report);
            case Absorb(var other) -> absorb(known, other);
            case MergeInto(var target) -> accept(new AssetMerged(place(known), target));
            case Move(var to, var reason) -> move(known, to, reason);
            case Retire(var on, var reason) -> retire(known, on, reason);
            case NoteSilence(var lastSeenOn) -> noteSilence(known, lastSeenOn);
          };
    };
  }

  private static Decision<AssetEvent> first(Finess establishment, Observation report) {
    var machine = Machine.of(establishment, report);
    return report.partial()
        ? accept(kept(establishment, List.of(report)))
        : accept(discovery(AssetKeys.NONE, machine, report.at()));
  }

  private static Decision<AssetEvent> report(
      Known asset, Finess establishment, Observation report) {
    var before = asset.machine();
    if (!before.establishment().equals(establishment)) {
      return refuse(ANOTHER_ESTABLISHMENT);
    }
    var told = heard(asset, establishment, report);
    var now = before.join(told);
    if (told.isListed() && !before.isListed()) {
      // Its host knows it by more keys, perhaps; all else it says itself.
      return asset instanceof InService
          ? accept(changes(before, now, report.at(), false))
          : accept();
    }
    return switch (asset) {
      case Retired(_, var on) when !day(report.at()).isAfter(on) -> accept();
      case Retired _ -> accept(back(before, now, report.at(), report.partial()));
      case InService _ -> accept(seen(before, now, report.at(), report.partial()));
      case Unconfirmed _ when !report.partial() ->
          accept(discovery(before.keys(), now, report.at()));
      case Unconfirmed _ ->
          before.equals(now) ? accept() : accept(kept(establishment, List.of(report)));
    };
  }

  /**
   * What the report says. Changes of a machine that only its host has listed yet are kept, but do
   * not make it a machine that counts: that takes a whole report.
   */
  private static Machine heard(Asset asset, Finess establishment, Observation report) {
    var told = Machine.of(establishment, report);
    return asset
        .known()
        .filter(before -> report.partial() && before.isListed() && !told.isListed())
        .map(told::asListed)
        .orElse(told);
  }

  private static Decision<AssetEvent> absorb(Known asset, Known other) {
    var before = asset.machine();
    var absorbed = other.machine();
    if (!before.establishment().equals(absorbed.establishment())) {
      return refuse(ANOTHER_ESTABLISHMENT);
    }
    var now = before.join(absorbed);
    var at = absorbed.seen().last();
    if (absorbed.isListed() && !before.isListed()) {
      return accept(changes(before, now, at, false));
    }
    return switch (asset) {
      case Retired(_, var on) when day(at).isAfter(on) -> accept(back(before, now, at, false));
      case Retired _, InService _ -> accept(seen(before, now, at, false));
      case Unconfirmed _ ->
          other instanceof Unconfirmed(_, var reports)
              ? accept(kept(before.establishment(), reports))
              : accept(discovery(before.keys(), now, at));
    };
  }

  /** The machine counts from now on; all that is known of it is told at once. */
  private static List<AssetEvent> discovery(AssetKeys known, Machine now, Instant at) {
    var events = new ArrayList<AssetEvent>();
    var name = now.hardware().values().displayName();
    events.add(new AssetDiscovered(now.establishment(), now.kind(), name, at));
    var nothing = Machine.justSeen(now.establishment(), known, at);
    events.addAll(changes(nothing, now, at, false));
    return events;
  }

  private static List<AssetEvent> kept(Finess establishment, List<Observation> reports) {
    return reports.stream()
        .<AssetEvent>map(report -> new AssetReportKept(establishment, report))
        .toList();
  }

  private static List<AssetEvent> back(Machine before, Machine now, Instant at, boolean partial) {
    var events = new ArrayList<AssetEvent>();
    events.add(new AssetReturned(now.establishment(), at));
    events.addAll(changes(before, now, at, partial));
    return events;
  }

  private static List<AssetEvent> seen(Machine before, Machine now, Instant at, boolean partial) {
    var events = changes(before, now, at, partial);
    boolean isNewDay = day(at).isAfter(day(before.seen().recorded()));
    return events.isEmpty() && isNewDay ? List.of(new AssetSeen(now.establishment(), at)) : events;
  }

  private static List<AssetEvent> changes(
      Machine before, Machine now, Instant at, boolean partial) {
    var establishment = now.establishment();
    var events = new ArrayList<AssetEvent>();
    addKeys(events, before, now);
    var hardware = now.hardware().values();
    if (!hardware.equals(before.hardware().values()) || before.kind() != now.kind()) {
      events.add(new AssetHardwareChanged(establishment, now.kind(), hardware, at));
    }
    var system = now.operatingSystem();
    if (system != null && !Objects.equals(system, before.operatingSystem())) {
      events.add(new AssetOperatingSystemChanged(establishment, system, at));
    }
    var software = before.software().differenceTo(now.software());
    if (!software.isEmpty()) {
      events.add(
          new AssetSoftwareChanged(
              establishment,
              software.added(),
              software.removed(),
              now.software().total(),
              partial,
              at));
    }
    return events;
  }

  private static void addKeys(List<AssetEvent> events, Machine before, Machine now) {
    var learned = now.keys().minus(before.keys());
    if (!learned.isEmpty()) {
      events.add(new AssetKeysLearned(now.establishment(), learned));
    }
  }

  private static Decision<AssetEvent> move(Known asset, Finess to, String reason) {
    if (reason.isBlank()) {
      return refuse(REASON_MISSING);
    }
    return place(asset).equals(to) ? accept() : accept(new AssetMoved(place(asset), to, reason));
  }

  private static Decision<AssetEvent> retire(Known asset, LocalDate on, String reason) {
    if (reason.isBlank()) {
      return refuse(REASON_MISSING);
    }
    if (day(asset.machine().seen().last()).isAfter(on)) {
      return refuse(SEEN_SINCE);
    }
    return switch (asset) {
      case Unconfirmed _ -> refuse(NOT_IN_SERVICE);
      case Retired(_, var known) when known.equals(on) -> accept();
      case Retired _, InService _ -> accept(new AssetRetired(place(asset), on, reason));
    };
  }

  /** Once for each silence: the next one begins when it has been seen again. */
  private static Decision<AssetEvent> noteSilence(Known asset, LocalDate lastSeenOn) {
    var seen = asset.machine().seen();
    var last = day(seen.last());
    if (last.isAfter(lastSeenOn)) {
      return refuse(SEEN_SINCE);
    }
    var noted = seen.silent();
    return switch (asset) {
      case Unconfirmed _, Retired _ -> refuse(NOT_IN_SERVICE);
      case InService _ ->
          noted != null && !last.isAfter(day(noted))
              ? accept()
              : accept(new AssetSilenceNoted(place(asset), seen.last()));
    };
  }

  private static Finess place(Known asset) {
    return asset.machine().establishment();
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, PARIS);
  }

  @Override
  public Asset evolve(Asset asset, AssetEvent event) {
    return switch (event) {
      case AssetDiscovered(var establishment, _, _, var at) ->
          new InService(
              Machine.justSeen(
                  establishment,
                  asset.known().map(Machine::keys).orElse(AssetKeys.NONE),
                  asset.known().map(machine -> machine.seen().join(at).last()).orElse(at)));
      case AssetReportKept(var establishment, var report) -> keep(asset, establishment, report);
      case AssetKeysLearned(_, var keys) -> withMachine(asset, machine(asset).with(keys));
      case AssetHardwareChanged(_, _, var hardware, var at) -> {
        var known = machine(asset);
        var dated = known.hardware().replacedBy(hardware, at);
        yield told(asset, known.with(dated, known.system(), known.software()), at);
      }
      case AssetOperatingSystemChanged(_, var system, var at) -> {
        var known = machine(asset);
        var dated = new DatedSystem(system, at);
        yield told(asset, known.with(known.hardware(), dated, known.software()), at);
      }
      case AssetSoftwareChanged(_, var added, var removed, _, var partial, var at) -> {
        var known = machine(asset);
        var software = known.software().changed(added, removed, at, partial);
        yield told(asset, known.with(known.hardware(), known.system(), software), at);
      }
      case AssetSeen(_, var at) -> told(asset, machine(asset), at);
      case AssetMoved(_, var to, _) -> withMachine(asset, machine(asset).at(to));
      case AssetRetired(_, var on, _) -> new Retired(machine(asset), on);
      case AssetReturned(_, var at) -> told(new InService(machine(asset)), machine(asset), at);
      case AssetSilenceNoted(_, var lastSeenAt) -> {
        var known = machine(asset);
        yield withMachine(asset, known.with(known.seen().silentSince(lastSeenAt)));
      }
      case AssetMerged(_, var into) -> new Merged(into);
    };
  }

  private static Asset keep(Asset asset, Finess establishment, Observation report) {
    var told = Machine.of(establishment, report);
    return asset instanceof Unconfirmed(var machine, var kept)
        ? new Unconfirmed(machine.join(told), plus(kept, report))
        : new Unconfirmed(told, List.of(report));
  }

  private static List<Observation> plus(List<Observation> kept, Observation report) {
    var all = new ArrayList<>(kept);
    all.add(report);
    return all;
  }

  private static Asset told(Asset asset, Machine machine, Instant at) {
    return withMachine(asset, machine.with(machine.seen().recordedAt(at)));
  }

  private static Asset withMachine(Asset asset, Machine machine) {
    return switch (known(asset)) {
      case Unconfirmed(_, var kept) -> new Unconfirmed(machine, kept);
      case InService _ -> new InService(machine);
      case Retired(_, var on) -> new Retired(machine, on);
    };
  }

  private static Machine machine(Asset asset) {
    return known(asset).machine();
  }

  private static Known known(Asset asset) {
    return switch (asset) {
      case Known known -> known;
      case Unknown _, Merged _ ->
          throw new IllegalStateException("an event of a machine that does not go on by itself");
    };
  }

  @Override
  public Asset recall(Asset asset, String note) {
    return asset instanceof Known known
        ? withMachine(asset, AssetNote.recall(known.machine(), note))
        : asset;
  }

  @Override
  public @Nullable String note(Asset asset, AssetCommand command) {
    return observed(asset, command).map(AssetNote::write).orElse(null);
  }

  /** The machine with the times of all that was observed, also where that led to no event. */
  private Optional<Machine> observed(Asset asset, AssetCommand command) {
    return switch (command) {
      case Report(_, var report)
          when asset instanceof Retired(_, var on) && !day(report.at()).isAfter(on) ->
          asset.known();
      case Report(var establishment, var report) -> {
        var told = heard(asset, establishment, report);
        yield Optional.of(asset.known().map(machine -> machine.join(told)).orElse(told));
      }
      case Absorb(var other) -> asset.known().map(machine -> machine.join(other.machine()));
      case MergeInto _ -> Optional.empty();
      case Move _, Retire _, NoteSilence _ -> asset.known();
    };
  }
}
