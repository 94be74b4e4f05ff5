package fr.ght.contracts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What inventory-service tells the others, on topic {@code ght.inventory}, keyed by stream.
 *
 * <p>Establishments are FINESS numbers of legal entities. Dates are days in Europe/Paris, intervals
 * are [from, to). Within one stream facts come in order; between streams nothing is promised.
 */
public sealed interface InventoryFact {

  // ---- groups: stream ght/<code> ----

  /** About a group; its stream is the group's. */
  sealed interface GhtFact extends InventoryFact {
    String ght();
  }

  record GhtCreated(String ght, String name) implements GhtFact {}

  /**
   * A stay in the group begins on {@code from}. Where the establishment is in the group on that
   * day, or in a stay without an end that began later, this corrects that stay: its name, role and
   * first day are now these, and days of that stay before {@code from} on which it took the support
   * role are void. Who is the support establishment is told by {@link SupportEstablishmentChanged}.
   *
   * @param role of the entry: SUPPORT, MEMBER or PARTNER
   */
  record EstablishmentJoinedGht(
      String ght, String establishment, String name, String role, LocalDate from)
      implements GhtFact {}

  /** The establishment's last stay ends: from {@code on} it is no longer in the group. */
  record EstablishmentLeftGht(String ght, String establishment, LocalDate on) implements GhtFact {}

  /**
   * From {@code from} this is the support establishment, until the day of the next such fact; the
   * one before is a plain member from that day. Another one of the same day replaces it.
   */
  record SupportEstablishmentChanged(String ght, String establishment, LocalDate from)
      implements GhtFact {}

  record GhtRenamed(String ght, String name) implements GhtFact {}

  /** Figures declared by the establishment, true from a day on; a figure not declared is null. */
  record EstablishmentProfileRecorded(
      String ght,
      String establishment,
      LocalDate from,
      @Nullable Integer beds,
      @Nullable Integer staff,
      @Nullable Integer workstations,
      @Nullable Integer itStaff)
      implements GhtFact {}

  // ---- machines: stream asset/<uuid> ----

  /** About a machine; its stream is the machine's. */
  sealed interface AssetFact extends InventoryFact {
    String asset();
  }

  /**
   * A machine was seen for the first time.
   *
   * @param kind WORKSTATION, SERVER, NETWORK_DEVICE, MEDICAL_DEVICE, PRINTER, PHONE,
   *     VIRTUAL_MACHINE, DATABASE or OTHER; only the first two are counted as machines of a group
   * @param observedAt when the machine made its report
   */
  record AssetDiscovered(
      String asset, String establishment, String kind, String name, Instant observedAt)
      implements AssetFact {}

  /**
   * The hardware as it is now, whole; what is unknown is null or empty. Memory in MiB, disks in MB.
   */
  record AssetHardwareChanged(
      String asset,
      String establishment,
      String kind,
      @Nullable String name,
      @Nullable String manufacturer,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String uuid,
      @Nullable String processor,
      @Nullable Integer memoryMib,
      @Nullable Long diskMb,
      List<String> macs,
      List<String> addresses,
      Instant observedAt)
      implements AssetFact {
    public AssetHardwareChanged {
      macs = List.copyOf(macs);
      addresses = List.copyOf(addresses);
    }
  }

  record AssetOperatingSystemChanged(
      String asset,
      String establishment,
      String name,
      @Nullable String version,
      @Nullable String kernel,
      @Nullable String architecture,
      Instant observedAt)
      implements AssetFact {}

  /**
   * What was installed and removed since the fact before; {@code total} is the number installed
   * now.
   */
  record AssetSoftwareChanged(
      String asset,
      String establishment,
      List<Software> added,
      List<Software> removed,
      int total,
      Instant observedAt)
      implements AssetFact {
    public AssetSoftwareChanged {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }

  /**
   * One installed software, name and version as reported.
   *
   * @param purl package URL of this version, where a bill of materials tells it
   * @param cpe CPE 2.3 name of this version, where a bill of materials tells it
   */
  record Software(
      String name,
      @Nullable String version,
      @Nullable String publisher,
      @Nullable String architecture,
      @Nullable String purl,
      @Nullable String cpe) {

    /** As agents report it. */
    public Software(
        String name,
        @Nullable String version,
        @Nullable String publisher,
        @Nullable String architecture) {
      this(name, version, publisher, architecture, null, null);
    }
  }

  /** The machine reported and nothing had changed; at most once a machine a day. */
  record AssetSeen(String asset, String establishment, Instant observedAt) implements AssetFact {}

  record AssetMoved(String asset, String from, String to, String reason) implements AssetFact {}

  record AssetRetired(String asset, String establishment, LocalDate on, String reason)
      implements AssetFact {}

  /** A retired machine reported again: it is in service once more. */
  record AssetReturned(String asset, String establishment, Instant observedAt)
      implements AssetFact {}

  /**
   * The machine was not seen for long; it counts as before. The next such fact of it comes only
   * after it was seen again.
   *
   * @param lastSeenAt when it was seen last
   */
  record AssetSilenceNoted(String asset, String establishment, Instant lastSeenAt)
      implements AssetFact {}

  /** This asset turned out to be the same machine as {@code into}, which goes on. */
  record AssetMerged(String asset, String establishment, String into) implements AssetFact {}

  // ---- applications: stream application/<id> ----

  /** About an application deployed at one establishment; its stream is the application's. */
  sealed interface ApplicationFact extends InventoryFact {
    String application();

    String establishment();
  }

  /**
   * @param function code of the business function, such as {@code laboratory}
   * @param state PLANNED, IN_DEPLOYMENT, IN_PRODUCTION, READ_ONLY or DECOMMISSIONED
   * @param users how many people use it, if declared
   */
  record ApplicationDeclared(
      String application,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users)
      implements ApplicationFact {}

  record ApplicationVersionChanged(String application, String establishment, String version)
      implements ApplicationFact {}

  record ApplicationStateChanged(String application, String establishment, String state)
      implements ApplicationFact {}

  record ApplicationUsersChanged(String application, String establishment, @Nullable Integer users)
      implements ApplicationFact {}

  /**
   * It runs as this instance now; establishments that name the same instance of a product share it.
   */
  record ApplicationInstanceChanged(String application, String establishment, String instance)
      implements ApplicationFact {}

  /** It is no longer known as which instance it runs. */
  record ApplicationInstanceWithdrawn(String application, String establishment)
      implements ApplicationFact {}

  /**
   * The needs as they are now, whole; what is not known is null. DICT from 1, hardly any, to 4,
   * vital; {@code rto} and {@code rpo} as ISO 8601 durations.
   */
  record ApplicationNeedsChanged(
      String application,
      String establishment,
      @Nullable Integer availability,
      @Nullable Integer integrity,
      @Nullable Integer confidentiality,
      @Nullable Integer evidence,
      @Nullable Duration rto,
      @Nullable Duration rpo)
      implements ApplicationFact {}

  /**
   * @param kind ON_PREMISE, GROUP or CERTIFIED_HOST
   * @param host who hosts, of a certified host only
   * @param certificate of a certified host, where it was shown
   */
  record ApplicationHostingChanged(
      String application,
      String establishment,
      String kind,
      @Nullable String host,
      @Nullable HostingCertificate certificate)
      implements ApplicationFact {}

  /** It is no longer known where it runs. */
  record ApplicationHostingWithdrawn(String application, String establishment)
      implements ApplicationFact {}

  /**
   * That a host is certified for health data.
   *
   * @param validUntil its last day
   */
  record HostingCertificate(String number, LocalDate validFrom, LocalDate validUntil) {}

  /** The interfaces as they are now, all of them. */
  record ApplicationInterfacesChanged(
      String application, String establishment, List<ApplicationInterface> interfaces)
      implements ApplicationFact {
    public ApplicationInterfacesChanged {
      interfaces = List.copyOf(interfaces);
    }
  }

  /**
   * What an application exchanges with another one, or with a system outside the group.
   *
   * @param application the id of the other one; null of a system outside
   * @param system the name of a system outside; null of another application
   * @param standard such as HL7v2, FHIR or DICOM
   * @param direction RECEIVES, SENDS or BOTH, as seen from this application
   */
  record ApplicationInterface(
      @Nullable String application, @Nullable String system, String standard, String direction) {}

  record ApplicationDecommissioned(String application, String establishment)
      implements ApplicationFact {}

  // ---- who is able to maintain what: stream skill/<finess>/<product> ----

  /** About an establishment's skills in a product; its stream is of both. Nobody is named. */
  sealed interface SkillFact extends InventoryFact {
    String establishment();

    String product();
  }

  /**
   * So many people have this level of the product; what was told of other levels stays.
   *
   * @param level LEARNING, AUTONOMOUS or EXPERT; the latter two are able to maintain it
   * @param until the last day on which they can be counted on, if one is known
   */
  record SkillCoverageRecorded(
      String establishment, String product, String level, int people, @Nullable LocalDate until)
      implements SkillFact {}

  /** It is no longer known who has this level. */
  record SkillCoverageWithdrawn(String establishment, String product, String level)
      implements SkillFact {}

  // ---- what needs a person: incidents of the intake ----

  /** About a report that someone has to look at; its stream is the incident's. */
  sealed interface IncidentFact extends InventoryFact {
    String incident();

    String establishment();
  }

  /**
   * A report that was taken but could not be counted, for someone to look at.
   *
   * @param kind PARTIAL_WITHOUT_BASELINE, AMBIGUOUS_MACHINE or SAME_MACHINE_ELSEWHERE
   * @param device the device id that the agent gave
   * @param detail what is known, without personal data
   */
  record IntakeIncidentRaised(
      String incident,
      String establishment,
      String kind,
      String device,
      String detail,
      Instant observedAt)
      implements IncidentFact {}

  record IntakeIncidentResolved(String incident, String establishment, String reason)
      implements IncidentFact {}

  // ---- contracts: stream contract/<id> ----

  /** About a contract of one establishment; its stream is the contract's. */
  sealed interface ContractFact extends InventoryFact {
    String contract();

    String establishment();
  }

  /**
   * What is agreed. Lengths are ISO 8601 periods such as P4Y.
   *
   * @param kind LICENCE_PURCHASE, HARDWARE_PURCHASE, INFRASTRUCTURE_PURCHASE, RENTAL, MAINTENANCE
   *     or HOSTING
   * @param budget INVESTMENT or OPERATING, as the kind says
   * @param reference under which the parties know it
   * @param end the first day on which it no longer holds; null if it has no end
   * @param noticeOn the last day to give notice; null if there is none
   */
  record ContractTerms(
      String kind,
      String budget,
      String supplier,
      String subject,
      @Nullable String reference,
      LocalDate start,
      @Nullable String initialTerm,
      @Nullable ContractRenewal renewal,
      @Nullable String notice,
      @Nullable LocalDate end,
      @Nullable LocalDate noticeOn,
      @Nullable ContractPrice price) {}

  /**
   * How a contract may go on.
   *
   * @param most how many times
   * @param tacit whether it does so unless notice is given
   */
  record ContractRenewal(String term, int most, boolean tacit) {}

  /**
   * @param amount in EUR, excluding VAT, to the cent
   * @param per YEAR or CONTRACT
   */
  record ContractPrice(BigDecimal amount, String per) {
    public ContractPrice {
      amount = amount.setScale(2, RoundingMode.UNNECESSARY);
    }
  }

  /** Not signed yet; a later one of the same contract replaces it. */
  record ContractDrafted(String contract, String establishment, ContractTerms terms)
      implements ContractFact {}

  record ContractSigned(
      String contract, String establishment, LocalDate signedOn, ContractTerms terms)
      implements ContractFact {}

  /** What is agreed is this, in place of what was told before. */
  record ContractCorrected(
      String contract, String establishment, LocalDate signedOn, ContractTerms terms)
      implements ContractFact {}

  /**
   * How much of a product may be used; replaces what the same contract said of that product.
   *
   * @param metric MACHINE, NAMED_USER or CONCURRENT_USER
   * @param quantity null if it is not limited
   */
  record EntitlementRecorded(
      String contract,
      String establishment,
      String product,
      String metric,
      @Nullable Integer quantity)
      implements ContractFact {}

  record EntitlementWithdrawn(String contract, String establishment, String product)
      implements ContractFact {}

  /**
   * @param number the how manieth renewal, from 1 on
   * @param until the first day on which the contract no longer holds
   * @param noticeOn the last day to give notice in this term; null if there is none
   * @param tacit whether it renewed itself
   */
  record ContractRenewed(
      String contract,
      String establishment,
      int number,
      LocalDate from,
      LocalDate until,
      @Nullable LocalDate noticeOn,
      boolean tacit)
      implements ContractFact {}

  /**
   * The notice date has come.
   *
   * @param noticeOn the last day to give notice
   * @param end the first day on which the contract no longer holds, or its next term begins
   */
  record NoticeWindowOpened(
      String contract, String establishment, LocalDate noticeOn, LocalDate end)
      implements ContractFact {}

  /**
   * @param noticeOn the day on which notice was given
   * @param endsOn the first day on which the contract no longer holds
   */
  record ContractTerminated(
      String contract, String establishment, LocalDate noticeOn, LocalDate endsOn)
      implements ContractFact {}

  /** The contract goes on as if it had not been terminated. */
  record TerminationWithdrawn(
      String contract, String establishment, @Nullable LocalDate end, @Nullable LocalDate noticeOn)
      implements ContractFact {}

  /**
   * @param on the first day on which the contract no longer holds
   */
  record ContractExpired(String contract, String establishment, LocalDate on)
      implements ContractFact {}

  // ---- by what agents are let in: stream credential/<finess> ----

  /** About a credential of an establishment's agents; never holds anything of its password. */
  sealed interface CredentialFact extends InventoryFact {
    String credential();

    String establishment();
  }

  /**
   * @param label what people call it
   */
  record CredentialIssued(String credential, String establishment, String label)
      implements CredentialFact {}

  /**
   * It has another password.
   *
   * @param formerUntil until when those that were right so far stay right
   */
  record CredentialRotated(String credential, String establishment, Instant formerUntil)
      implements CredentialFact {}

  record CredentialRevoked(String credential, String establishment) implements CredentialFact {}

  // ---- the catalogue of a group: streams product/<ght>/<code> and normalisation/<ght> ----

  /** About what a group calls the software that its machines report. */
  sealed interface CatalogueFact extends InventoryFact {
    String ght();
  }

  /**
   * How others name a product.
   *
   * @param cpe CPE 2.3 formatted string, its version a star
   * @param purl package URL without a version
   * @param endoflife its name at endoflife.date
   */
  record ProductIdentifiers(
      @Nullable String cpe, @Nullable String purl, @Nullable String endoflife) {}

  /**
   * @param product its code, unique in the group
   */
  record ProductCatalogued(
      String ght, String product, String name, String publisher, ProductIdentifiers identifiers)
      implements CatalogueFact {}

  /** The product is called like this from now on; the fact holds its whole description. */
  record ProductDescribed(
      String ght, String product, String name, String publisher, ProductIdentifiers identifiers)
      implements CatalogueFact {}

  /**
   * From now on this reported name, in all its versions, is the product.
   *
   * @param alias what the alias is found by; one product at a time has it
   */
  record ProductAliasAdded(
      String ght, String product, String alias, String name, @Nullable String publisher)
      implements CatalogueFact {}

  record ProductAliasWithdrawn(String ght, String product, String alias, String reason)
      implements CatalogueFact {}

  /** The product turned out to be {@code into}, which goes on with its aliases. */
  record ProductMerged(String ght, String product, String into, String reason)
      implements CatalogueFact {}

  /**
   * Other rules say from now on which products reported names are.
   *
   * @param number rising with each adoption; 1 are the rules that the service came with
   * @param rules how many there are
   */
  record NormalisationRulesAdopted(String ght, int number, int rules, String reason)
      implements CatalogueFact {}

  // ---- until when products are supported: streams lifecycle/<product> and …/<ght>/<product> ----

  /**
   * The releases of a product of endoflife.date, whole.
   *
   * @param ght the group that it was told for; null for all groups
   * @param product its name at endoflife.date
   * @param source the address or file that told it
   */
  record ProductLifecycleRecorded(
      @Nullable String ght, String product, String label, List<Release> releases, String source)
      implements InventoryFact {
    public ProductLifecycleRecorded {
      releases = List.copyOf(releases);
    }
  }

  /**
   * A release, and from which days on it is supported no more; null where nobody says.
   *
   * @param name what its versions begin with
   * @param supportUntil end of life
   * @param ended whether support is over, where no date is said
   */
  record Release(
      String name,
      @Nullable String label,
      @Nullable LocalDate released,
      @Nullable LocalDate activeSupportUntil,
      @Nullable LocalDate supportUntil,
      @Nullable LocalDate extendedSupportUntil,
      @Nullable Boolean ended,
      @Nullable String latest) {}
}
