package fr.ght.view.pages.shown;

/**
 * What is shown to who is not signed in.
 *
 * @param signIn leads back to the page that was asked for
 */
public record WelcomePage(Address signIn) implements WebPage {

  @Override
  public String title() {
    return "Connexion";
  }
}
