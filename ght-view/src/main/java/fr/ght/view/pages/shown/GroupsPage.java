package fr.ght.view.pages.shown;

import fr.ght.view.group.GroupAnswer;
import fr.ght.view.pages.french.French;
import java.util.List;

/** All groups of this deployment. */
public record GroupsPage(List<Card> groups) implements WebPage {

  /**
   * @param members how many establishments it has
   */
  public record Card(String code, String name, Address page, String members, Figures figures) {}

  public static GroupsPage of(List<GroupAnswer> groups) {
    return new GroupsPage(
        groups.stream()
            .map(group ->
                new Card(
                    group.ght(),
                    group.name(),
                    Address.group(group.ght()),
                    French.count(group.establishments().size(), "établissement", "établissements"),
                    Figures.of(
                        group.machines(), group.declared(), group.freshness(), group.incidents())))
            .toList());
  }

  @Override
  public String title() {
    return "Groupements";
  }
}
