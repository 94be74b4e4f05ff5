package fr.ght.inventory.intake.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.ght.http.AsOf;
import fr.ght.inventory.domain.normalisation.Adoption;
import fr.ght.inventory.domain.normalisation.Adoption.Adopted;
import fr.ght.inventory.domain.normalisation.Adoption.RulesInForce;
import fr.ght.inventory.domain.normalisation.Adoption.Shipped;
import fr.ght.inventory.domain.normalisation.Normaliser;
import fr.ght.inventory.domain.normalisation.RuleSet;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Names;
import fr.ght.inventory.log.RuleSetJson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** The rules that hold in a group now, ready to be asked; without its aliases. */
@Singleton
final class GroupRules {
  private static final int MOST_KEPT = 50;

  private final Commands<Adoption.Adopt, RulesInForce, Adoption.RulesAdopted> adoptions;
  private final Normaliser shipped = new Normaliser(RuleSetJson.FIRST_SHIPPED, List.of());
  private final Cache<Kept, Normaliser> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  private record Kept(String ght, int number) {}

  GroupRules(Commands<Adoption.Adopt, RulesInForce, Adoption.RulesAdopted> adoptions) {
    this.adoptions = adoptions;
  }

  Uni<Normaliser> normaliser(String ght) {
    return adoptions
        .read(Names.normalisation(ght), AsOf.now())
        .map(answer ->
            switch (answer.state()) {
              case Shipped _ -> shipped;
              case Adopted(var number, var rules) ->
                  kept.get(new Kept(ght, number), _ -> new Normaliser(rules, List.of()));
            });
  }

  static RuleSet rules(RulesInForce state) {
    return switch (state) {
      case Shipped _ -> RuleSetJson.FIRST_SHIPPED;
      case Adopted(_, var rules) -> rules;
    };
  }
}
