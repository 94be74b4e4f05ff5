package fr.ght.view.timeline;

import fr.ght.contracts.InventoryFact;
import fr.ght.contracts.InventoryFact.*;
import fr.ght.http.AsOf;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The short texts that tell what a fact changed. Free text that people typed is left out, for
 * nobody can promise that it names no one.
 */
final class Details {
  private Details() {}

  /** In the order of their names; what the fact does not say is left out. */
  static Map<String, String> of(InventoryFact fact) {
    return switch (fact) {
      case GhtCreated(_, var name) -> texts("name", name);
      case GhtRenamed(_, var name) -> texts("name", name);
      case EstablishmentJoinedGht(_, _, var name, var role, var from) ->
          texts("name", name, "role", role, "from", from);
      case EstablishmentLeftGht(_, _, var on) -> texts("on", on);
      case SupportEstablishmentChanged(_, _, var from) -> texts("from", from);
      case EstablishmentProfileRecorded(
              _,
              _,
              var from,
              var beds,
              var staff,
              var workstations,
              var itStaff) ->
          texts(
              "from",
              from,
              "beds",
              beds,
              "staff",
              staff,
              "workstations",
              workstations,
              "itStaff",
              itStaff);
      case AssetFact asset -> machine(asset);
      case ApplicationFact application -> application(application);
      case ContractFact contract -> contract(contract);
      case SkillCoverageRecorded(_, var product, var level, var people, var until) ->
          texts("product", product, "level", level, "people", people, "until", until);
      case SkillCoverageWithdrawn(_, var product, var level) ->
          texts("product", product, "level", level);
      case IntakeIncidentRaised raised -> texts("kind", raised.kind());
      case IntakeIncidentResolved _,
          CredentialFact _,
          CatalogueFact _,
          ProductLifecycleRecorded _ ->
          texts();
    };
  }

  private static Map<String, String> machine(AssetFact fact) {
    return switch (fact) {
      case AssetDiscovered(_, _, var kind, var name, _) -> texts("kind", kind, "name", name);
      case AssetHardwareChanged changed ->
          texts(
              "kind",
              changed.kind(),
              "name",
              changed.name(),
              "manufacturer",
              changed.manufacturer(),
              "model",
              changed.model());
      case AssetOperatingSystemChanged changed ->
          texts("operatingSystem", changed.name(), "version", changed.version());
      case AssetSoftwareChanged changed ->
          texts(
              "added",
              changed.added().size(),
              "removed",
              changed.removed().size(),
              "total",
              changed.total());
      case AssetSeen _, AssetReturned _ -> texts();
      case AssetMoved(_, var from, var to, _) -> texts("from", from, "to", to);
      case AssetRetired(_, _, var on, _) -> texts("on", on);
      case AssetSilenceNoted(_, _, var lastSeenAt) ->
          texts("on", LocalDate.ofInstant(lastSeenAt, AsOf.PARIS));
      case AssetMerged(_, _, var into) -> texts("into", into);
    };
  }

  private static Map<String, String> application(ApplicationFact fact) {
    return switch (fact) {
      case ApplicationDeclared(
              _,
              _,
              var function,
              var product,
              var version,
              var state,
              var users) ->
          texts(
              "function",
              function,
              "product",
              product,
              "version",
              version,
              "state",
              state,
              "users",
              users);
      case ApplicationVersionChanged(_, _, var version) -> texts("version", version);
      case ApplicationStateChanged(_, _, var state) -> texts("state", state);
      case ApplicationUsersChanged(_, _, var users) -> texts("users", users);
      case ApplicationInstanceChanged(_, _, var instance) -> texts("instance", instance);
      case ApplicationNeedsChanged needs ->
          texts(
              "availability",
              needs.availability(),
              "integrity",
              needs.integrity(),
              "confidentiality",
              needs.confidentiality(),
              "evidence",
              needs.evidence());
      case ApplicationHostingChanged hosting ->
          texts("hosting", hosting.kind(), "host", hosting.host());
      case ApplicationInterfacesChanged(_, _, var interfaces) ->
          texts("interfaces", interfaces.size());
      case ApplicationInstanceWithdrawn _,
          ApplicationHostingWithdrawn _,
          ApplicationDecommissioned _ ->
          texts();
    };
  }

  private static Map<String, String> contract(ContractFact fact) {
    return switch (fact) {
      case ContractDrafted(_, _, var terms) -> terms(terms);
      case ContractSigned(_, _, _, var terms) -> terms(terms);
      case ContractCorrected(_, _, _, var terms) -> terms(terms);
      case EntitlementRecorded(_, _, var product, var metric, var quantity) ->
          texts("product", product, "metric", metric, "quantity", quantity);
      case EntitlementWithdrawn(_, _, var product) -> texts("product", product);
      case ContractRenewed(_, _, var number, _, var until, var noticeOn, _) ->
          texts("number", number, "end", until, "noticeOn", noticeOn);
      case NoticeWindowOpened(_, _, var noticeOn, var end) ->
          texts("noticeOn", noticeOn, "end", end);
      case ContractTerminated(_, _, _, var endsOn) -> texts("end", endsOn);
      case TerminationWithdrawn(_, _, var end, var noticeOn) ->
          texts("end", end, "noticeOn", noticeOn);
      case ContractExpired(_, _, var on) -> texts("on", on);
    };
  }

  private static Map<String, String> terms(ContractTerms terms) {
    return texts(
        "kind",
        terms.kind(),
        "start",
        terms.start(),
        "end",
        terms.end(),
        "noticeOn",
        terms.noticeOn());
  }

  private static Map<String, String> texts(@Nullable Object... namesAndValues) {
    var texts = new TreeMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      if (value != null) {
        texts.put(String.valueOf(namesAndValues[i]), value.toString());
      }
    }
    return texts;
  }
}
