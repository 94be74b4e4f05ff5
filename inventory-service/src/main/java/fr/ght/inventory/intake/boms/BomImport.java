package fr.ght.inventory.intake.boms;

import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.CommandId;
import fr.ght.http.Fingerprint;
import fr.ght.http.Problem;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.domain.asset.AssetEvent;
import fr.ght.inventory.domain.asset.AssetId;
import fr.ght.inventory.domain.asset.AssetKeys.Relation;
import fr.ght.inventory.domain.asset.Observation;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.agents.ReportIntake;
import fr.ght.inventory.intake.agents.ReportIntake.Taken;
import fr.ght.inventory.intake.agents.decoding.AgentMessage.Inventory;
import fr.ght.inventory.intake.machines.DescribedMachines;
import fr.ght.inventory.intake.machines.DescribedMachines.Found;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a bill of materials to the machine that it is about. */
@Singleton
public final class BomImport {
  private static final String COMPUTER = "Computer";

  private final BomReader reader;
  private final DescribedMachines machines;
  private final ReportIntake reports;
  private final Rights rights;
  private final Establishments establishments;

  BomImport(
      BomReader reader,
      DescribedMachines machines,
      ReportIntake reports,
      Rights rights,
      Establishments establishments) {
    this.reader = reader;
    this.machines = machines;
    this.reports = reports;
    this.rights = rights;
    this.establishments = establishments;
  }

  /**
   * A bill of materials and what shall become of it.
   *
   * @param establishment where the machine is; may be left out if {@code asset} is said
   * @param asset the machine; null to recognise it by the keys in the BOM
   * @param isWhole whether it lists all that is installed; null to tell it from the BOM
   * @param receivedAt as of when it holds if it does not say it
   * @param identity the sender's own; null for that of the BOM, if it has one
   */
  public record Sent(
      byte[] body,
      @Nullable Finess establishment,
      @Nullable AssetId asset,
      @Nullable Boolean isWhole,
      Origin origin,
      Instant receivedAt,
      @Nullable CommandId identity) {}

  /**
   * What became, or would become, of it.
   *
   * @param found the machine as it was; null if it was not known
   * @param changes empty where nothing changes, or was taken before
   * @param taken null if it was only foreseen
   */
  record Outcome(
      Described described,
      Finess establishment,
      @Nullable Found found,
      List<AssetEvent> changes,
      @Nullable Taken taken) {}

  private record Place(Finess establishment, Role role, @Nullable Found named) {}

  private record Understood(Place place, Bom bom, Described described, @Nullable Found found) {

    Observation observation() {
      if (found == null) {
        return described.whole();
      }
      return found.machine().isListed() ? described.withoutKeys() : described.installed();
    }
  }

  /**
   * @return fails with a problem; nothing is written then
   */
  Uni<Outcome> foresee(Sent sent) {
    return understood(sent).map(understood -> foreseen(understood, null));
  }

  /**
   * @return fails with a problem; nothing is written then
   */
  Uni<Outcome> carryOut(Sent sent) {
    return understood(sent)
        .chain(understood -> {
          var outcome = foreseen(understood, Taken.NOW);
          return write(understood, sent).map(taken -> withAnswer(outcome, taken));
        });
  }

  /**
   * @return whether it was taken before under the same identity; fails with a problem
   */
  public Uni<Taken> take(Sent sent) {
    return understood(sent)
        .chain(understood -> {
          foreseen(understood, null);
          return write(understood, sent);
        });
  }

  private static Outcome withAnswer(Outcome outcome, Taken taken) {
    return switch (taken) {
      case NOW -> outcome;
      case BEFORE ->
          new Outcome(
              outcome.described(), outcome.establishment(), outcome.found(), List.of(), taken);
      case IDENTITY_REUSED -> throw reused();
    };
  }

  private static ProblemException reused() {
    return Kind.INVALID.with(
        "IDENTITY_REUSED",
        "A bill of materials of this serialNumber and version said something else of this machine. "
            + "Raise its version.");
  }

  // ---- which machine ----

  private Uni<Understood> understood(Sent sent) {
    return place(sent)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(place -> {
          var bom = reader.read(sent.body());
          var described = Described.of(bom, sent.isWhole(), sent.receivedAt());
          return found(place, described)
              .map(found -> new Understood(place, bom, described, found.orElse(null)));
        });
  }

  /** Where the machine is; nothing of the body is looked at before it is clear that it may be. */
  private Uni<Place> place(Sent sent) {
    var caller = sent.origin().caller();
    Rights.requireRole(caller, Action.DECLARE);
    var asset = sent.asset();
    if (asset != null) {
      return machines
          .named(asset)
          .chain(found -> {
            var where = found.machine().establishment();
            return rights
                .require(caller, Action.DECLARE, where, DescribedMachines::noAsset)
                .map(role -> new Place(where, role, found));
          })
          .invoke(place -> requireAgreed(sent.establishment(), place.establishment()));
    }
    var establishment = sent.establishment();
    if (establishment == null) {
      throw Problem.unreadable("establishment", "is missing: say it, or name the asset");
    }
    return rights
        .require(caller, Action.DECLARE, establishment, Establishments::unseen)
        .call(() -> establishments.requireKnown(establishment))
        .map(role -> new Place(establishment, role, null));
  }

  private static void requireAgreed(@Nullable Finess said, Finess where) {
    if (said != null && !said.equals(where)) {
      throw Problem.invalid("establishment", "is not where the asset is");
    }
  }

  private Uni<Optional<Found>> found(Place place, Described described) {
    var keys = described.keys();
    var named = place.named();
    if (named != null) {
      if (keys.relationTo(named.machine().keys()) == Relation.DIFFERENT) {
        throw Kind.REFUSED.with(
            "OTHER_MACHINE",
            "The bill of materials shows another hardware UUID, serial number, MAC or device id "
                + "than the asset has.");
      }
      return Uni.createFrom().item(Optional.of(named));
    }
    if (keys.isEmpty()) {
      throw Problem.invalid(
          "metadata.component",
          "names no machine: it needs the property cdx:device:serialNumber and a manufacturer, "
              + "cdx:device:macAddress, ght:device:uuid or ght:device:id; or name the asset");
    }
    return machines
        .withKeys(place.establishment(), keys)
        .invoke(found -> {
          if (found.isEmpty() && described.isPart()) {
            throw Kind.REFUSED.with(
                "UNKNOWN_MACHINE",
                "It lists a part of what is installed on a machine that is not known yet. If it is "
                    + "all, say whole=true.");
          }
        });
  }

  // ---- what changes ----

  private Outcome foreseen(Understood understood, @Nullable Taken taken) {
    var found = understood.found();
    var establishment = understood.place().establishment();
    var changes =
        found == null
            ? machines.foresee(establishment, understood.observation())
            : machines.foresee(found, understood.observation());
    return new Outcome(understood.described(), establishment, found, changes, taken);
  }

  private Uni<Taken> write(Understood understood, Sent sent) {
    var own = sent.identity();
    var identity = own == null ? identity(understood, sent.isWhole()) : own;
    var context =
        sent.origin().as(understood.place().role(), understood.described().at(), identity);
    var found = understood.found();
    if (found != null) {
      return machines
          .observe(found, understood.observation(), context)
          .map(repeated -> repeated ? Taken.BEFORE : Taken.NOW)
          .onFailure(BomImport::isReused)
          .recoverWithItem(Taken.IDENTITY_REUSED);
    }
    return reports.take(
        understood.place().establishment(),
        new Inventory(COMPUTER, understood.observation(), List.of()),
        context.actor(),
        sent.origin().correlation(),
        identity);
  }

  private static boolean isReused(Throwable failure) {
    return failure instanceof ProblemException problem
        && problem.problem().code().equals("IDENTITY_REUSED");
  }

  /** A BOM is named by its serial number and version; of another machine it is another one. */
  private static @Nullable CommandId identity(Understood understood, @Nullable Boolean isWhole) {
    var bom = understood.bom();
    var serialNumber = bom.serialNumber();
    if (serialNumber == null) {
      return null;
    }
    var place = understood.place();
    var named = place.named();
    var machine =
        named == null
            ? String.join(" ", understood.described().keys().texts())
            : named.asset().toString();
    var metadata = bom.metadata();
    var name =
        new Fingerprint()
            .of(serialNumber)
            .of(String.valueOf(bom.version() == null ? 1 : bom.version()))
            .of(machine)
            .hex();
    var asked =
        new Fingerprint()
            .of(String.valueOf(metadata == null ? null : metadata.timestamp()))
            .of(String.valueOf(isWhole))
            .of(understood.described().content());
    return Fingerprint.command(place.establishment().number(), "bom " + name, asked);
  }
}
