package fr.ght.view.pages.french;

import fr.ght.view.french.French;
import fr.ght.view.french.Labels;
import fr.ght.view.timeline.TimelineEntry;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One sentence per change. What the entry does not tell is left out of it; a type that this program
 * does not know is named.
 */
public final class Sentences {
  private static final String INVENTORY = "fr.ght.inventory.";

  private final String subject;
  private final Map<String, String> details;

  private Sentences(String subject, Map<String, String> details) {
    this.subject = subject;
    this.details = details;
  }

  /** As a text, not as HTML. */
  public static String of(TimelineEntry entry) {
    var type =
        entry.type().startsWith(INVENTORY)
            ? entry.type().substring(INVENTORY.length())
            : entry.type();
    return new Sentences(entry.subject(), entry.details()).sentence(type) + ".";
  }

  private String sentence(String type) {
    return switch (type) {
      case "ght-created" -> "Groupement créé" + quoted(" : ", "name");
      case "ght-renamed" -> "Groupement renommé" + quoted(" : ", "name");
      case "establishment-joined-ght" ->
          "Rejoint le groupement" + labelled(" comme ", "role", Labels::role) + since();
      case "establishment-left-ght" -> "Quitte le groupement" + dated(" le ", "on");
      case "support-establishment-changed" -> "Devient établissement support" + since();
      case "establishment-profile-recorded" -> "Profil déclaré" + profile();
      case "asset-discovered" ->
          "Nouvelle machine" + quoted(" ", "name") + labelled(", ", "kind", Labels::machineKind);
      case "asset-hardware-changed" -> "Matériel modifié" + on();
      case "asset-operating-system-changed" ->
          "Système d’exploitation" + on() + plain(" : ", "operatingSystem") + system();
      case "asset-software-changed" -> "Logiciels modifiés" + on() + software();
      case "asset-seen" -> "Machine vue" + quoted(" : ", "name");
      case "asset-moved" -> "Machine" + quoted(" ", "name") + " changée d’établissement" + reason();
      case "asset-retired" ->
          "Machine" + quoted(" ", "name") + " retirée" + dated(" le ", "on") + reason();
      case "asset-returned" -> "Machine" + quoted(" ", "name") + " de retour en service";
      case "asset-silence-noted" ->
          "Machine"
              + quoted(" ", "name")
              + " silencieuse"
              + dated(", vue pour la dernière fois le ", "on");
      case "asset-merged" ->
          "Machine" + quoted(" ", "name") + " reconnue comme déjà inventoriée, fusionnée";
      case "application-declared" -> "Application déclarée" + product() + function() + state(", ");
      case "application-version-changed" ->
          "Application " + application() + plain(" : désormais en version ", "version");
      case "application-state-changed" -> "Application " + application() + state(" : désormais ");
      case "application-users-changed" ->
          "Application " + application() + " : " + users().orElse("nombre d’utilisateurs retiré");
      case "application-instance-changed" ->
          "Application " + application() + quoted(" : désormais l’instance ", "instance");
      case "application-instance-withdrawn" ->
          "Application " + application() + " : instance inconnue désormais";
      case "application-hosting-withdrawn" ->
          "Application " + application() + " : hébergement inconnu désormais";
      case "application-needs-changed" -> "Application " + application() + " : " + needs();
      case "application-hosting-changed" ->
          "Application "
              + application()
              + labelled(" : hébergement ", "hosting", Labels::hosting)
              + quoted(", ", "host");
      case "application-interfaces-changed" ->
          "Application "
              + application()
              + " : "
              + figure("interfaces", "interface", "interfaces").orElse("interfaces modifiées");
      case "application-decommissioned" -> "Application " + application() + " décommissionnée";
      case "skill-coverage-recorded" ->
          "Compétences MCO"
              + quoted(" sur ", "product")
              + " : "
              + figure("people", "personne", "personnes").orElse("effectif modifié")
              + labelled(", ", "level", Labels::skillLevel)
              + dated(", jusqu’au ", "until");
      case "skill-coverage-withdrawn" ->
          "Compétences MCO"
              + quoted(" sur ", "product")
              + labelled(" retirées : ", "level", Labels::skillLevel);
      case "intake-incident-raised" ->
          "Incident d’inventaire ouvert" + labelled(" : ", "kind", Labels::incident) + device();
      case "intake-incident-resolved" -> "Incident d’inventaire réglé" + plain(" : ", "reason");
      case "contract-drafted" -> "Projet de contrat " + contract() + kind();
      case "contract-signed" ->
          "Contrat " + contract() + " signé" + kind() + dated(" à partir du ", "start") + end();
      case "contract-corrected" -> "Contrat " + contract() + " corrigé" + end();
      case "entitlement-recorded" ->
          "Contrat " + contract() + " : droits d’usage enregistrés" + plain(" pour ", "product");
      case "entitlement-withdrawn" ->
          "Contrat " + contract() + " : droits d’usage retirés" + plain(" pour ", "product");
      case "contract-renewed" -> "Contrat " + contract() + " reconduit" + end();
      case "notice-window-opened" ->
          "Contrat "
              + contract()
              + " : date de préavis atteinte"
              + dated(" le ", "noticeOn")
              + end();
      case "contract-terminated" -> "Contrat " + contract() + " résilié" + end();
      case "termination-withdrawn" -> "Résiliation du contrat " + contract() + " annulée" + end();
      case "contract-expired" -> "Contrat " + contract() + " échu" + dated(" le ", "on");
      case "credential-issued" -> "Identifiant des agents émis";
      case "credential-rotated" -> "Mot de passe des agents renouvelé";
      case "credential-revoked" -> "Identifiant des agents révoqué";
      case "product-catalogued" -> "Logiciel ajouté au catalogue";
      case "product-described" -> "Description d’un logiciel du catalogue modifiée";
      case "product-alias-added" -> "Alias d’un logiciel ajouté";
      case "product-alias-withdrawn" -> "Alias d’un logiciel retiré";
      case "product-merged" -> "Logiciels du catalogue fusionnés";
      case "normalisation-rules-adopted" -> "Règles de normalisation adoptées";
      case "product-lifecycle-recorded" -> "Cycle de vie d’un logiciel enregistré";
      default -> "Changement d’un type inconnu de cette page : " + type;
    };
  }

  private String since() {
    return dated(" à partir du ", "from");
  }

  private String on() {
    return quoted(" sur ", "name");
  }

  private String reason() {
    return plain(" : ", "reason");
  }

  private String device() {
    return quoted(", appareil ", "device");
  }

  private String system() {
    return details.containsKey("operatingSystem") ? plain(" ", "osVersion") : plain(" ", "version");
  }

  private String product() {
    return plain(" : ", "product") + (details.containsKey("product") ? plain(" ", "version") : "");
  }

  /** By its product where the fact tells it, else by the name of its stream. */
  private String application() {
    @Nullable String product = details.get("product");
    var name = product == null ? subject.substring(subject.indexOf('/') + 1) : product;
    return "«\u00a0" + name + "\u00a0»";
  }

  private String contract() {
    return "«\u00a0" + subject.substring(subject.indexOf('/') + 1) + "\u00a0»";
  }

  private String kind() {
    return labelled(" (", "kind", Labels::contractKind) + (details.containsKey("kind") ? ")" : "");
  }

  /** Its last day is the day before. */
  private String end() {
    return dated(", fin le ", "end");
  }

  private String function() {
    return labelled(" (", "function", Labels::function)
        + (details.containsKey("function") ? ")" : "");
  }

  private String state(String before) {
    return labelled(before, "state", Labels::applicationState);
  }

  /** As RSSI write them: D3 I4 C4 P2. */
  private String needs() {
    var levels =
        Stream.of(
                plain("D", "availability"),
                plain("I", "integrity"),
                plain("C", "confidentiality"),
                plain("P", "evidence"))
            .filter(level -> !level.isEmpty())
            .collect(Collectors.joining(" "));
    return "besoins DICT" + (levels.isEmpty() ? " modifiés" : " " + levels);
  }

  private Optional<String> users() {
    return figure("users", "utilisateur", "utilisateurs");
  }

  private String profile() {
    var figures =
        Stream.of(
                figure("beds", "lit", "lits"),
                figure("staff", "agent", "agents"),
                figure("workstations", "poste de travail", "postes de travail"),
                figure("itStaff", "informaticien", "informaticiens"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return dated(" au ", "from") + (figures.isEmpty() ? "" : " : " + figures);
  }

  private String software() {
    var changes =
        Stream.of(
                figure("added", "ajouté", "ajoutés"),
                figure("removed", "supprimé", "supprimés"),
                figure("total", "installé au total", "installés au total"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return changes.isEmpty() ? "" : " : " + changes;
  }

  private Optional<String> figure(String key, String one, String many) {
    @Nullable String text = details.get(key);
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(French.count(Long.parseLong(text), one, many));
    } catch (NumberFormatException e) {
      return Optional.of(text + " " + many);
    }
  }

  private String quoted(String before, String key) {
    @Nullable String text = details.get(key);
    return text == null ? "" : before + "«\u00a0" + text + "\u00a0»";
  }

  private String plain(String before, String key) {
    @Nullable String text = details.get(key);
    return text == null ? "" : before + text;
  }

  private String labelled(String before, String key, UnaryOperator<String> label) {
    @Nullable String code = details.get(key);
    return code == null ? "" : before + label.apply(code);
  }

  private String dated(String before, String key) {
    @Nullable String text = details.get(key);
    if (text == null) {
      return "";
    }
    try {
      return before + French.day(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return before + text;
    }
  }
}
