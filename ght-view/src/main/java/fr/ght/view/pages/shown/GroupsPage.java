package fr.ght.view.pages.shown;

import fr.ght.view.french.French;
import fr.ght.view.group.GroupSummary;
import java.util.List;

/** All groups of this deployment. */
public record GroupsPage(List<Card> groups) implements WebPage {

  /**
   * @param members how many establishments it has, partners not counted
   * @param machines how many machines these have in service
   */
  public record Card(String code, String name, Address page, String members, String machines) {}

  public static GroupsPage of(List<GroupSummary> groups) {
    return new GroupsPage(
        groups.stream()
            .map(group ->
                new Card(
                    group.ght(),
                    group.name(),
                    Address.group(group.ght()),
                    French.count(group.members(), "établissement", "établissements"),
                    French.count(group.machines(), "machine", "machines")))
            .toList());
  }

  @Override
  public String title() {
    return "Groupements";
  }
}
