package fr.ght.inventory.view;

import fr.ght.http.Problem;
import fr.ght.inventory.domain.establishment.Finess;
import org.jspecify.annotations.Nullable;

/** What lists are asked for in the terms of this service. */
public final class ListParameters {
  private ListParameters() {}

  /**
   * @return the FINESS number, or null if none is given
   * @throws Problem.ProblemException 400 if it is none
   */
  public static @Nullable String establishment(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Finess.parse(text).number();
    } catch (Finess.Invalid e) {
      throw Problem.unreadable("establishment", "is not valid: " + e.defect().explanation());
    }
  }
}
