package fr.ght.view.pages.shown;

/** One value of a list to choose from. */
public record Choice(String value, String label, boolean chosen) {

  /**
   * @param asked the value that was chosen; empty for none
   */
  static Choice of(String value, String label, String asked) {
    return new Choice(value, label, value.equals(asked));
  }
}
