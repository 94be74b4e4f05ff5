package fr.ght.view.pages.shown;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Addresses of the pages. A parameter without a value is left out. */
public record Address(String text) {

  public static Address groups() {
    return new Address("/");
  }

  public static Address group(String ght) {
    return new Address("/ghts/" + escaped(ght));
  }

  public static Address establishment(String ght, String finess) {
    return group(ght).under("etablissements").under(finess);
  }

  public static Address machines(String ght) {
    return group(ght).under("machines");
  }

  public static Address contracts(String ght) {
    return group(ght).under("contrats");
  }

  public static Address skills(String ght) {
    return group(ght).under("competences");
  }

  public static Address journal(String ght) {
    return group(ght).under("journal");
  }

  /** Where one signs in, to come back to {@code page}. */
  public static Address signIn(String page) {
    return new Address("/connexion").with("retour", page);
  }

  /** What an open page reads again to know what changed. */
  public static Address stream(String ght) {
    return new Address("/api/view/ghts/" + escaped(ght) + "/stream");
  }

  /** A list of the group as the API gives it. */
  public static Address api(String ght, String list) {
    return new Address("/api/view/ghts/" + escaped(ght) + "/" + escaped(list));
  }

  public Address under(String segment) {
    return new Address(text + "/" + escaped(segment));
  }

  public Address with(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    return new Address(text + (text.indexOf('?') < 0 ? '?' : '&') + name + '=' + escaped(value));
  }

  public Address anchor(String id) {
    return new Address(text + "#" + id);
  }

  private static String escaped(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return text;
  }
}
