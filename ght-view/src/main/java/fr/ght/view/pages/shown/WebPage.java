package fr.ght.view.pages.shown;

/** What the frame around every page needs. */
public sealed interface WebPage
    permits GroupsPage,
        GroupPage,
        EstablishmentPage,
        MachinesPage,
        ContractsPage,
        SkillsPage,
        JournalPage,
        ProblemPage,
        WelcomePage {

  /** For the window's title. */
  String title();

  default Assets assets() {
    return Assets.OF_THIS_PROGRAM;
  }
}
