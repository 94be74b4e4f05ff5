package fr.ght.view.pages;

import fr.ght.access.signin.Call;
import fr.ght.access.signin.Call.SignedIn;
import fr.ght.view.pages.shown.EstablishmentPage;
import fr.ght.view.pages.shown.GroupPage;
import fr.ght.view.pages.shown.GroupsPage;
import fr.ght.view.pages.shown.MachinesPage;
import fr.ght.view.pages.shown.ProblemPage;
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
  private final Supplier<Optional<String>> visitor;

  @Inject
  Rendering(Engine templates, Call call) {
    this(templates, () -> call.signedIn().map(Rendering::name));
  }

  /**
   * @param visitor who is signed in, as he is called
   */
  Rendering(Engine templates, Supplier<Optional<String>> visitor) {
    this.templates = templates;
    this.visitor = visitor;
  }

  private static String name(SignedIn somebody) {
    var name = somebody.name();
    return name == null ? "Connecté" : name;
  }

  public String page(WebPage page) {
    return html(
        template(page),
        visitor
            .get()
            .<Map<String, Object>>map(name -> Map.of("page", page, "visitor", name))
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
      case ProblemPage _ -> "problem";
      case WelcomePage _ -> "welcome";
    };
  }
}
