package fr.ght.view.contracts;

import fr.ght.http.Parameters;
import fr.ght.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which contracts; what is null is not asked.
 *
 * @param q a part of id, supplier, subject or reference, whatever case and accents
 * @param establishment FINESS; one that is no member of the group has no contracts in it
 * @param kind of {@link ContractKind}
 * @param budget of {@link ContractKind.Budget}
 * @param states any of these {@link ContractState}s
 */
public record ContractFilter(
    @Nullable String q,
    @Nullable String establishment,
    @Nullable String kind,
    @Nullable String budget,
    @Nullable List<String> states) {

  /** In place of a state: signed, and not ended. */
  public static final String RUNNING = "RUNNING";

  /**
   * @param parameter what the address calls it
   * @return the states that the text asks for; null for all
   * @throws Problem.ProblemException 400 naming the parameter
   */
  public static @Nullable List<String> states(String parameter, @Nullable String text) {
    if (RUNNING.equals(text)) {
      return ContractState.RUNNING;
    }
    var state = Parameters.oneOf(parameter, text, ContractState.class);
    return state == null ? null : List.of(state);
  }
}
