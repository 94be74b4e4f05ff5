package fr.ght.view.pages;

import fr.ght.access.Action;
import fr.ght.access.Policy;
import fr.ght.access.signin.Call;
import fr.ght.access.signin.Call.SignedIn;
import fr.ght.view.pages.shown.ContractsPage;
import fr.ght.view.pages.shown.EstablishmentPage;
import fr.ght.view.pages.shown.GroupPage;
import fr.ght.view.pages.shown.GroupsPage;
import fr.ght.view.pages.shown.JournalPage;
import fr.ght.view.pages.shown.MachinesPage;
import fr.ght.view.pages.shown.ProblemPage;
import fr.ght.view.pages.shown.SkillsPage;
import fr.ght.view.pages.shown.WebPage;
import fr.ght.view.pages.shown.WelcomePage;
import io.quarkus.qute.Engine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes HTML of what a page shows, or of one part of it. */
@Singleton
public final class Rendering {
  private final Engine templates;
  private final Supplier<Optional<Visitor>> visitor;

  /**
   * Who is signed in.
   *
   * @param name as he is called
   * @param audits whether he may read who changed what
   */
  record Visitor(String name, boolean audits) {
    static Visitor of(SignedIn somebody) {
      var name = somebody.name();
      return new Visitor(
          name == null ? "Connecté" : name,
          Policy.mayAnywhere(somebody.caller(), Action.READ_AUDIT));
    }
  }

  @Inject
  Rendering(Engine templates, Call call) {
    this(templates, () -> call.signedIn().map(Visitor::of));
  }

  Rendering(Engine templates, Supplier<Optional<Visitor>> visitor) {
    this.templates = templates;
    this.visitor = visitor;
  }

  public String page(WebPage page) {
    return html(
        template(page),
        visitor
            .get()
            .<Map<String, Object>>map(somebody ->
                Map.of("page", page, "visitor", somebody.name(), "audits", somebody.audits()))
            .orElse(Map.of("page", page)));
  }

  /** A part that needs the whole page. */
  public String part(String name, WebPage page) {
    return part(name, Map.of("page", page));
  }

  /**
   * @param shown what the part's template declares, by name
   */
  public String part(String name, Map<String, Object> shown) {
    return html("parts/" + name, shown);
  }

  private String html(String template, Map<String, Object> shown) {
    var instance = templates.getTemplate("pages/" + template + ".html").instance();
    shown.forEach(instance::data);
    return instance.render();
  }

  private static String template(WebPage page) {
    return switch (page) {
      case GroupsPage _ -> "groups";
      case GroupPage _ -> "group";
      case EstablishmentPage _ -> "establishment";
      case MachinesPage _ -> "machines";
      case ContractsPage _ -> "contracts";
      case SkillsPage _ -> "skills";
      case JournalPage _ -> "journal";
      case ProblemPage _ -> "problem";
      case WelcomePage _ -> "welcome";
    };
  }
}
