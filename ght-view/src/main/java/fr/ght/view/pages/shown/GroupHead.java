package fr.ght.view.pages.shown;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The head of every page of a group: its name, the moment shown, and where else to go.
 *
 * @param here the page's own address, for another moment
 * @param view which page this is: group, establishment, machines, contracts, skills or journal
 * @param stream tells what changed; null if the page shows a past moment
 * @param stillFilling whether what was recorded by the moment may still change here
 */
public record GroupHead(
    String ght,
    String name,
    Moment moment,
    Address here,
    String view,
    Address group,
    Address machines,
    Address contracts,
    Address skills,
    Address journal,
    @Nullable Address stream,
    @Nullable Stamp completeUpTo,
    boolean stillFilling) {

  public static GroupHead of(
      String ght,
      String name,
      Moment moment,
      @Nullable Instant completeUpTo,
      String view,
      Address here) {
    return new GroupHead(
        ght,
        name,
        moment,
        here,
        view,
        Address.group(ght).with("asOf", moment.parameter()),
        Address.machines(ght).with("asOf", moment.parameter()),
        Address.contracts(ght).with("asOf", moment.parameter()),
        Address.skills(ght).with("asOf", moment.parameter()),
        Address.journal(ght).with("asOf", moment.parameter()),
        moment.live() ? Address.stream(ght) : null,
        Stamp.of(completeUpTo),
        moment.stillFilling(completeUpTo));
  }

  public boolean onGroup() {
    return view.equals("group");
  }

  public boolean onJournal() {
    return view.equals("journal");
  }

  public boolean onContracts() {
    return view.equals("contracts");
  }

  public boolean onSkills() {
    return view.equals("skills");
  }

  public boolean onMachines() {
    return view.equals("machines");
  }
}
