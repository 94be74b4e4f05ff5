package fr.ght.view.pages.shown;

import fr.ght.http.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A problem, told to a person: what is wrong, what to do, and never more than that.
 *
 * @param reference to quote to operations; null if it is no fault of ours
 */
public record ProblemPage(
    int status, String title, String explanation, List<String> reasons, @Nullable String reference)
    implements WebPage {
  private static final Pattern REFERENCE =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int SERVER_FAULT = 500;

  public static ProblemPage of(Problem problem) {
    return switch (problem.status()) {
      case BAD_REQUEST ->
          page(
              problem,
              "Cette adresse n’est pas comprise",
              "Un paramètre de l’adresse ne peut pas être lu. Corrigez-le, ou revenez à l’accueil.");
      case FORBIDDEN ->
          page(
              problem,
              "Accès refusé",
              "Votre rôle ne donne pas accès à cette page. Connectez-vous à un autre titre.");
      case NOT_FOUND ->
          page(
              problem,
              "Page introuvable",
              "Ce groupement ou cet établissement n’existe pas, ou n’existait pas à la date demandée.");
      case METHOD_NOT_ALLOWED ->
          page(problem, "Demande impossible", "Les pages se consultent, et rien de plus.");
      case UNAVAILABLE ->
          page(
              problem,
              "Service momentanément indisponible",
              "Les données ne peuvent pas être lues pour l’instant. Rien n’est perdu : réessayez"
                  + " dans quelques secondes.");
      default ->
          problem.status() >= SERVER_FAULT
              ? page(
                  problem,
                  "Erreur de la plateforme",
                  "La page n’a pas pu être préparée. L’incident est enregistré.")
              : page(problem, "Demande impossible", "La plateforme ne peut pas y répondre.");
    };
  }

  private static ProblemPage page(Problem problem, String title, String explanation) {
    var reference = REFERENCE.matcher(problem.detail());
    return new ProblemPage(
        problem.status(),
        title,
        explanation,
        problem.errors().stream().map(error -> reason(error.field())).toList(),
        problem.status() >= SERVER_FAULT && reference.find() ? reference.group() : null);
  }

  private static String reason(String parameter) {
    return switch (parameter) {
      case "asOf" ->
          "La date demandée (asOf) n’est ni une date (2018-01-01), ni une date avec l’heure"
              + " (2018-01-01T14:05, heure de Paris), ni un instant (2018-01-01T12:00:00Z).";
      case "cursor", "avant" -> "La page demandée de cette liste n’existe pas ou plus.";
      case "q" -> "Le texte cherché n’est pas accepté.";
      case "kind", "type" -> "Ce type de machine n’existe pas.";
      case "nature" -> "Cette nature de contrat n’existe pas.";
      case "state", "etat" -> "Cet état n’existe pas.";
      case "fait" -> "Ce type de fait n’existe pas.";
      case "from", "du", "to", "au" ->
          "Cette date n’est ni une date (2018-01-01), ni un instant (2018-01-01T12:00:00Z).";
      case "correlation" -> "Cet identifiant de demande n’est pas valide.";
      case "establishment", "etablissement", "finess" ->
          "Ce numéro FINESS n’est pas valide : neuf caractères, le dernier étant une clé de"
              + " contrôle.";
      default -> "Le paramètre « " + parameter + " » n’est pas compris.";
    };
  }
}
