package fr.ght.inventory.domain.skill;

import static fr.ght.eventsourcing.Decision.accept;
import static fr.ght.eventsourcing.Decision.refuse;
import static fr.ght.inventory.domain.skill.SkillRefusal.*;

import fr.ght.eventsourcing.Decider;
import fr.ght.eventsourcing.Decision;
import fr.ght.inventory.domain.skill.SkillCommand.*;
import fr.ght.inventory.domain.skill.SkillCoverage.People;
import fr.ght.inventory.domain.skill.SkillCoverage.Recorded;
import fr.ght.inventory.domain.skill.SkillCoverage.Unrecorded;
import fr.ght.inventory.domain.skill.SkillEvent.*;
import java.util.TreeMap;

/** Who is able to maintain a product, as an establishment counts its people. */
public final class SkillDecider implements Decider<SkillCommand, SkillCoverage, SkillEvent> {

  @Override
  public SkillCoverage initial() {
    return new Unrecorded();
  }

  @Override
  public Decision<SkillEvent> decide(SkillCoverage coverage, SkillCommand command) {
    return switch (command) {
      case RecordPeople record -> record(coverage, record);
      case Withdraw(var level) ->
          switch (coverage) {
            case Unrecorded _ -> refuse(NOT_RECORDED);
            case Recorded known ->
                known.people().containsKey(level)
                    ? accept(
                        new SkillCoverageWithdrawn(known.establishment(), known.product(), level))
                    : accept();
          };
    };
  }

  private static Decision<SkillEvent> record(SkillCoverage coverage, RecordPeople command) {
    var people = command.people();
    if (people.count() < 0) {
      return refuse(NEGATIVE_PEOPLE);
    }
    if (coverage instanceof Recorded known && people.equals(known.people().get(command.level()))) {
      return accept();
    }
    return accept(
        new SkillCoverageRecorded(
            command.establishment(),
            command.product(),
            command.level(),
            people.count(),
            people.until()));
  }

  @Override
  public SkillCoverage evolve(SkillCoverage coverage, SkillEvent event) {
    return switch (event) {
      case SkillCoverageRecorded(var establishment, var product, var level, var n, var until) -> {
        var known =
            switch (coverage) {
              case Recorded recorded -> recorded;
              case Unrecorded _ -> new Recorded(establishment, product, new TreeMap<>());
            };
        yield known.with(level, new People(n, until));
      }
      case SkillCoverageWithdrawn(_, _, var level) ->
          switch (coverage) {
            case Recorded known -> known.without(level);
            case Unrecorded _ -> throw new IllegalStateException("withdrawn before recorded");
          };
    };
  }
}
