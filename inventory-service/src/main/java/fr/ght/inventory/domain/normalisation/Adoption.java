package fr.ght.inventory.domain.normalisation;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.eventsourcing.Refusal;

/**
 * Which rules hold in a group: the shipped ones, until it adopts others. Adopting is an event that
 * holds the rules whole: what was recognised by earlier rules stays as it was recorded.
 */
public final class Adoption
    implements Decider<Adoption.Adopt, Adoption.RulesInForce, Adoption.RulesAdopted> {

  /** The rules shall be these from now on. */
  public record Adopt(String ght, RuleSet rules, String reason) {}

  public sealed interface RulesInForce {
    /** 1 for the shipped ones, and one more with each adoption. */
    int number();
  }

  public record Shipped() implements RulesInForce {
    @Override
    public int number() {
      return 1;
    }
  }

  public record Adopted(int number, RuleSet rules) implements RulesInForce {}

  public record RulesAdopted(String ght, int number, RuleSet rules, String reason) {}

  public enum AdoptionRefusal implements Refusal {
    /** {@link RuleSetDefects} says which. */
    RULES_ARE_DEFECTIVE
  }

  @Override
  public RulesInForce initial() {
    return new Shipped();
  }

  @Override
  public Decision<RulesAdopted> decide(RulesInForce now, Adopt command) {
    if (now instanceof Adopted adopted && adopted.rules().equals(command.rules())) {
      return accept();
    }
    return RuleSetDefects.of(command.rules()).isEmpty()
        ? accept(
            new RulesAdopted(command.ght(), now.number() + 1, command.rules(), command.reason()))
        : refuse(AdoptionRefusal.RULES_ARE_DEFECTIVE);
  }

  @Override
  public RulesInForce evolve(RulesInForce before, RulesAdopted event) {
    return new Adopted(event.number(), event.rules());
  }
}
