package fr.ght.view.pages.shown;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;

/** Names in the order of a French dictionary: é stands beside e. */
final class FrenchOrder {
  static final Comparator<String> BY_NAME =
      (one, other) -> Collator.getInstance(Locale.FRANCE).compare(one, other);

  private FrenchOrder() {}
}
