package fr.ght.view.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.access.identity.Known;
import fr.ght.http.Problem;
import fr.ght.view.audit.AuditEntry;
import fr.ght.view.contracts.ContractFiguresAnswer;
import fr.ght.view.contracts.ContractItem;
import fr.ght.view.contracts.RentedAndBought;
import fr.ght.view.group.EstablishmentAnswer;
import fr.ght.view.group.GroupAnswer;
import fr.ght.view.group.GroupSummary;
import fr.ght.view.matrix.MatrixAnswer;
import fr.ght.view.pages.shown.ContractFiguresPart;
import fr.ght.view.pages.shown.ContractsPage;
import fr.ght.view.pages.shown.EstablishmentPage;
import fr.ght.view.pages.shown.GroupPage;
import fr.ght.view.pages.shown.GroupsPage;
import fr.ght.view.pages.shown.JournalPage;
import fr.ght.view.pages.shown.MachinesPage;
import fr.ght.view.pages.shown.Moment;
import fr.ght.view.pages.shown.ProblemPage;
import fr.ght.view.pages.shown.SkillsPage;
import fr.ght.view.pages.shown.TimelinePart;
import fr.ght.view.skills.SkillsAnswer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final String HOSTILE = "<script>alert('x')</script>\" onload=\"y";

  private final Rendering rendering = Templates.rendering();
  private final Moment now = Moment.now();
  private final Moment past = Moment.read("2026-03-01T09:30", Loire.NOW);

  @Test
  void names_are_text_never_markup() {
    var hostile =
        new MatrixAnswer.Cell(Loire.CHU, "a", HOSTILE, HOSTILE, HOSTILE, null, HOSTILE, 2);
    var matrix =
        new MatrixAnswer(
            Loire.GHT,
            null,
            Loire.TODAY,
            null,
            List.of(new MatrixAnswer.Column(Loire.CHU, HOSTILE)),
            List.of(new MatrixAnswer.Function(HOSTILE, List.of(hostile))));
    var timeline =
        new TimelinePart.Slice(
            List.of(Loire.entry(1, "asset-discovered", HOSTILE, Map.of("name", HOSTILE), 0)),
            HOSTILE,
            true);
    var search = MachinesPage.Search.of(HOSTILE, null, null, null, null);
    for (var html :
        List.of(
            rendering.page(GroupPage.of(Loire.group(HOSTILE), matrix, timeline, now, HOSTILE)),
            rendering.page(EstablishmentPage.of(HOSTILE, Loire.chu(HOSTILE), timeline, past)),
            rendering.page(MachinesPage.of(Loire.group(HOSTILE), Loire.machines(), search, now)),
            rendering.page(journal(HOSTILE)),
            rendering.page(contracts(hostileContract(), HOSTILE, now)),
            rendering.page(skills(covered(HOSTILE, "UNKNOWN", 1, null), HOSTILE)),
            rendering.page(GroupsPage.of(List.of(new GroupSummary(HOSTILE, HOSTILE, 1, 0)))))) {
      assertThat(html).contains("&lt;script&gt;alert(").doesNotContain("<script>", "\" onload=");
    }
  }

  private JournalPage journal(String text) {
    var entry =
        new AuditEntry(
            text, text, Loire.NOW, Loire.NOW, text, Loire.CHU, text, null, null, text, text, text,
            text, text);
    return JournalPage.of(
        Loire.group(text),
        new fr.ght.http.lists.Page<>(List.of(entry), 1, true, text, Loire.NOW),
        JournalPage.Search.of(text, text, text, text, text, text, text, null),
        List.of(text),
        Map.of(text, new Known.Named(text)),
        now);
  }

  @Test
  void what_is_late_says_so_in_words_and_not_by_colour_alone() {
    assertThat(contractOn("TACIT", "2026-11-12", "2027-05-12"))
        .contains("12 novembre 2026", "en retard de 12\u00a0jours", "badge late")
        .contains("Préavis dépassé\u00a0: tacite reconduction le 12 mai 2027 pour 1\u00a0an.");
    assertThat(contractOn("EXPRESS", "2026-11-12", "2027-05-12"))
        .contains("Préavis dépassé\u00a0: prend fin le 12 mai 2027, sauf reconduction expresse.");
    assertThat(contractOn("NONE", "2026-11-12", "2026-11-13"))
        .contains("Échéance atteinte le 13 novembre 2026, sans reconduction possible.");
  }

  @Test
  void what_is_to_come_says_what_happens_if_nobody_decides() {
    assertThat(contractOn("TACIT", "2026-12-01", "2027-06-01"))
        .contains("1er décembre 2026", "dans 7\u00a0jours", "badge soon")
        .contains("Dénoncer, sinon tacite reconduction le 1er juin 2027 pour 1\u00a0an.");
    assertThat(contractOn("EXPRESS", "2027-11-24", "2028-06-01"))
        .contains("dans 12\u00a0mois", "badge none")
        .contains("Reconduire expressément pour 1\u00a0an, sinon fin le 1er juin 2028.");
    assertThat(contractOn("NONE", "2027-11-24", "2027-11-25"))
        .contains("sans reconduction possible\u00a0: à remettre en concurrence.");
  }

  @Test
  void a_contract_tells_its_amounts_in_euros_or_that_they_are_unknown() {
    assertThat(contractOn("TACIT", "2026-12-01", "2027-06-01"))
        .contains("34\u202f000,00\u00a0€ par an", "136\u202f000,00\u00a0€ en tout")
        .contains("réf.\u00a02024-017", "location", "exploitation");
    assertThat(rendering.page(contracts(hostileContract(), "GHT Loire", now)))
        .contains("<span class=\"nothing\">inconnu</span>", "sans échéance", "sans date");
  }

  @Test
  void what_is_rented_and_bought_is_told_by_count_and_amount() {
    var html = contractOn("TACIT", "2026-12-01", "2027-06-01");
    assertThat(between(html, "data-key=\"share/" + Loire.CHU + "\"", "</tr>"))
        .contains(
            "33\u00a0%", "136\u202f000,00\u00a0€", "272\u202f000,00\u00a0€", "1\u00a0coût inconnu");
    assertThat(between(html, "data-key=\"share/070000211\"", "</tr>"))
        .contains("Aucun contrat signé et non échu n’est enregistré.")
        .doesNotContain("0\u00a0%");
  }

  @Test
  void a_calendar_without_contracts_says_whether_that_is_by_the_filters() {
    var none = new fr.ght.http.lists.Page<ContractItem>(List.of(), 0, true, null, Loire.NOW);
    var nothing = ContractsPage.Search.of(null, null, null, null, null);
    var some = ContractsPage.Search.of(null, Loire.CHU, null, null, null);
    assertThat(rendering.page(ContractsPage.of(Loire.group(), figures(), none, nothing, now)))
        .contains("Aucun contrat signé et non échu n’est enregistré à cette date")
        .doesNotContain("table class=\"contracts\"");
    assertThat(rendering.page(ContractsPage.of(Loire.group(), figures(), none, some, now)))
        .contains("Aucun contrat ne correspond à ces filtres");
  }

  @Test
  void a_list_of_contracts_keeps_the_search_from_page_to_page_and_in_its_file() {
    var page =
        new fr.ght.http.lists.Page<>(List.of(hostileContract()), 99, true, "next-page", Loire.NOW);
    var search = ContractsPage.Search.of("é", Loire.CHU, "RENTAL", "TOUS", null);
    assertThat(rendering.page(ContractsPage.of(Loire.group(), figures(), page, search, past)))
        .contains(
            "/contrats?asOf=2026-03-01T09%3A30&amp;q=%C3%A9&amp;etablissement=420784878"
                + "&amp;nature=RENTAL&amp;etat=TOUS&amp;cursor=next-page")
        .contains(
            "/api/view/ghts/ght-loire/contracts?format=csv&amp;asOf=2026-03-01T08%3A30%3A00Z"
                + "&amp;q=%C3%A9&amp;establishment=420784878&amp;kind=RENTAL\"");
  }

  private String contractOn(String renewal, String dueOn, String end) {
    var today = Moment.read("2026-11-24", Loire.NOW);
    var due = LocalDate.parse(dueOn);
    var item =
        new ContractItem(
            "contrat-dpi",
            Loire.CHU,
            "RENTAL",
            "OPERATING",
            "Éditeur de santé SA",
            "Dossier patient",
            "2024-017",
            "ACTIVE",
            Loire.FOUNDED,
            Loire.FOUNDED,
            LocalDate.parse(end),
            due,
            due,
            due.isBefore(Loire.TODAY),
            0,
            renewal,
            "P1Y",
            new BigDecimal("34000.00"),
            "YEAR",
            new BigDecimal("136000.00"));
    return rendering.page(contracts(item, "GHT Loire", today));
  }

  private static ContractItem hostileContract() {
    return new ContractItem(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        "DRAFT",
        null,
        Loire.FOUNDED,
        null,
        null,
        null,
        false,
        0,
        "NONE",
        null,
        null,
        null,
        null);
  }

  private static ContractsPage contracts(ContractItem item, String group, Moment moment) {
    return ContractsPage.of(
        Loire.group(group),
        figures(),
        new fr.ght.http.lists.Page<>(List.of(item), 1, true, null, Loire.NOW),
        ContractsPage.Search.of(null, null, null, null, null),
        moment);
  }

  private static ContractFiguresPart figures() {
    var rentedAndBought =
        new RentedAndBought(
            1,
            2,
            new BigDecimal("0.3333"),
            new BigDecimal("136000.00"),
            new BigDecimal("272000.00"),
            new BigDecimal("0.3333"),
            1);
    var nothing = new RentedAndBought(0, 0, null, BigDecimal.ZERO, BigDecimal.ZERO, null, 0);
    var all = new ContractFiguresAnswer.Figures(4, 1, 2, rentedAndBought);
    return ContractFiguresPart.of(
        new ContractFiguresAnswer(
            Loire.GHT,
            null,
            Loire.TODAY,
            Loire.TODAY.plusMonths(3),
            Loire.NOW,
            all,
            List.of(
                new ContractFiguresAnswer.Establishment(Loire.CHU, "CHU", all),
                new ContractFiguresAnswer.Establishment(
                    "070000211",
                    "CH de Serrières",
                    new ContractFiguresAnswer.Figures(0, 0, 0, nothing)))),
        Moment.now());
  }

  @Test
  void too_few_people_are_a_risk_in_words_and_unknown_is_said_to_be_unknown() {
    assertThat(skillsOf("NOBODY", 0)).contains("risque : personne", "0\u00a0personne");
    assertThat(skillsOf("ONE_PERSON", 1))
        .contains("risque : une seule personne", "1\u00a0personne", "<small>1\u00a0expert</small>");
    assertThat(skillsOf("ENOUGH", 2))
        .contains("deux personnes ou plus", "2\u00a0personnes")
        .contains("effectif assuré jusqu’au 24 novembre 2026");
    assertThat(skillsOf("UNKNOWN", null))
        .contains("inconnu : jamais déclaré", "<span class=\"nothing\">inconnu</span>")
        .doesNotContain("0\u00a0personne", "class=\"badge late\"", "badge production");
  }

  @Test
  void in_the_group_it_is_said_where_nobody_ever_told() {
    assertThat(skillsOf("ONE_PERSON", 1)).contains("inconnu dans 2\u00a0établissements");
  }

  @Test
  void without_applications_and_skills_everything_is_unknown() {
    var answer = new SkillsAnswer(Loire.GHT, null, Loire.TODAY, Loire.NOW, List.of(), List.of());
    assertThat(rendering.page(SkillsPage.of(Loire.group(), answer, null, now)))
        .contains("Inconnu : aucune application en production")
        .doesNotContain("<table");
  }

  private String skillsOf(String risk, @Nullable Integer able) {
    return rendering.page(skills(covered("Cèdre DPI", risk, 1, able), "GHT Loire"));
  }

  private SkillsPage skills(SkillsAnswer.Coverage one, String group) {
    var inGroup = covered(one.product(), one.risk(), 3, one.able());
    return SkillsPage.of(
        Loire.group(group),
        new SkillsAnswer(Loire.GHT, null, Loire.TODAY, Loire.NOW, List.of(one), List.of(inGroup)),
        null,
        now);
  }

  private static SkillsAnswer.Coverage covered(
      String product, String risk, int runningAt, @Nullable Integer able) {
    return new SkillsAnswer.Coverage(
        runningAt == 1 ? Loire.CHU : null,
        product,
        risk,
        runningAt,
        runningAt,
        runningAt - 1,
        able,
        able,
        able == null ? null : 0,
        able == null ? null : 0,
        able == null || able == 0 ? null : Loire.TODAY);
  }

  @Test
  void the_journal_says_who_did_it_as_far_as_anybody_knows() {
    assertThat(journalOf("dsi", new Known.Named("Jeanne Essai"))).contains("Jeanne Essai", "DSI");
    assertThat(journalOf("dsi", new Known.Nameless())).contains("Personne 0f8fad5b");
    assertThat(journalOf("rssi", new Known.Erased())).contains("Personne effacée", "RSSI");
    assertThat(journalOf("system", null)).contains("Agent d’inventaire", "système");
    assertThat(journalOf("unknown", null)).contains("Inconnu", "rôle inconnu");
  }

  @Test
  void a_journal_without_lines_says_whether_that_is_by_the_filters() {
    var none = new fr.ght.http.lists.Page<AuditEntry>(List.of(), 0, true, null, Loire.NOW);
    var nothing = JournalPage.Search.of(null, null, null, null, null, null, null, null);
    var some = JournalPage.Search.of(Loire.CHU, null, null, null, null, null, null, null);
    assertThat(
            rendering.page(JournalPage.of(Loire.group(), none, nothing, List.of(), Map.of(), now)))
        .contains("Le journal est vide")
        .doesNotContain("<table");
    assertThat(rendering.page(JournalPage.of(Loire.group(), none, some, List.of(), Map.of(), now)))
        .contains("Aucune ligne du journal ne correspond")
        .doesNotContain("Le journal est vide");
  }

  private String journalOf(String role, @Nullable Known known) {
    var actor = "0f8fad5b-d9cb-469f-a165-70867728950e";
    var entry =
        new AuditEntry(
            "1",
            "fr.ght.inventory.asset-moved",
            Loire.NOW,
            Loire.NOW.minusSeconds(86_400 * 30),
            "asset/1",
            Loire.CHU,
            "CHU",
            null,
            null,
            actor,
            role,
            "c-1",
            "e-0",
            null);
    var html =
        rendering.page(
            JournalPage.of(
                Loire.group(),
                new fr.ght.http.lists.Page<>(List.of(entry), 1, true, null, Loire.NOW),
                JournalPage.Search.of(null, null, null, null, null, null, null, null),
                List.of(),
                known == null ? Map.of() : Map.of(actor, known),
                now));
    assertThat(html)
        .contains(
            "Machine changée d’établissement",
            "href=\"/ghts/ght-loire/journal?correlation=c-1\"",
            "href=\"/ghts/ght-loire/journal?correlation=c-1#ligne-e-0\"",
            "survenu le");
    return html;
  }

  @Test
  void no_page_holds_a_script_or_style_that_the_policy_would_block() {
    assertThat(group(now))
        .doesNotContain(" style=", "<style", "onclick")
        .containsOnlyOnce("<script");
  }

  @Test
  void an_establishment_that_never_reported_is_unknown_in_words_and_not_by_colour_alone() {
    var row = row("070000211");
    assertThat(row).contains("inconnu", "aucun inventaire reçu", "class=\"unknown\"");
    assertThat(row).doesNotContain("à jour", "current", "<svg");
  }

  @Test
  void an_establishment_that_reported_lately_shows_its_share_and_what_it_means() {
    assertThat(row(Loire.CHU))
        .contains("100\u00a0%", "à jour", "établissement support", "4\u202f000");
  }

  @Test
  void a_partner_is_not_counted_and_says_so() {
    assertThat(row("420780041")).contains("partenaire", "non compté");
  }

  @Test
  void without_declared_workstations_coverage_is_unknown() {
    assertThat(row("420780058")).contains("non déclaré", "inconnue");
  }

  @Test
  void a_cell_holds_every_application_with_product_version_and_state() {
    var html = group(now);
    var cell = between(html, "data-key=\"cell/imaging/" + Loire.CHU + "\"", "</td>");
    assertThat(cell).contains("Cèdre DPI", "en production", "Boréal Dossier", "1.1");
    assertThat(html).contains("rien de déclaré", "Dossier patient");
  }

  @Test
  void a_live_page_names_its_stream_and_the_parts_to_read_again() {
    assertThat(group(now))
        .contains(
            "data-stream=\"/api/view/ghts/ght-loire/stream\"",
            "data-fragment=\"/ghts/ght-loire/fragments/etablissements\"",
            "data-fragment=\"/ghts/ght-loire/fragments/matrice\"");
  }

  @Test
  void a_page_of_a_past_moment_is_not_live_and_says_which_moment() {
    assertThat(group(past))
        .doesNotContain("data-stream")
        .contains("à la date du", "1er mars 2026 à 09\u00a0h\u00a030", "Revenir au direct")
        .contains("/ghts/ght-loire/etablissements/420784878?asOf=2026-03-01T09%3A30");
  }

  @Test
  void an_answer_that_may_still_change_says_so() {
    var tomorrow = Moment.read("2026-11-25", Loire.NOW);
    assertThat(group(tomorrow)).contains("La réponse à cette date peut encore changer.");
    assertThat(group(past)).doesNotContain("peut encore changer");
  }

  @Test
  void a_printed_page_tells_when_it_was_read() {
    var live = Moment.read(null, Loire.NOW);
    assertThat(group(live)).contains("Lu le 24 novembre 2026 à 14\u00a0h\u00a005.");
  }

  @Test
  void a_late_fact_tells_when_it_happened() {
    assertThat(group(now)).containsOnlyOnce("Survenu le");
  }

  @Test
  void older_entries_are_a_link_that_works_without_script() {
    assertThat(group(now))
        .contains("href=\"/ghts/ght-loire?avant=abc#chronologie\"")
        .contains("data-more=\"/ghts/ght-loire/fragments/chronologie?avant=abc\"");
  }

  @Test
  void a_page_of_older_entries_does_not_read_the_latest_in_between() {
    var older = new TimelinePart.Slice(Loire.changes(null).entries(), null, false);
    var html = rendering.page(GroupPage.of(Loire.group(), Loire.matrix(), older, now, null));
    assertThat(html).doesNotContain("data-fragment=\"/ghts/ght-loire/fragments/chronologie");
    assertThat(group(now)).contains("data-fragment=\"/ghts/ght-loire/fragments/chronologie");
  }

  @Test
  void an_empty_group_says_so_instead_of_showing_empty_tables() {
    var group = new GroupAnswer("g", "G", null, Loire.TODAY, null, 0, null, null, 0, List.of());
    var matrix = new MatrixAnswer("g", null, Loire.TODAY, null, List.of(), List.of());
    assertThat(rendering.page(GroupPage.of(group, matrix, Loire.NO_CHANGES, now, null)))
        .contains("Aucun établissement", "Aucune application", "Aucun changement")
        .contains("Données en cours de chargement")
        .doesNotContain("<table");
  }

  @Test
  void an_establishment_s_own_timeline_does_not_repeat_its_name() {
    var html = establishment(Loire.chu("CHU"));
    assertThat(between(html, "<ol class=\"timeline\"", "</ol>"))
        .contains("Nouvelle machine")
        .doesNotContain("<a ");
  }

  @Test
  void an_establishment_that_never_reported_has_no_figures_made_up() {
    assertThat(establishment(Loire.silent()))
        .contains("Inconnu : aucun inventaire reçu", "Aucun profil déclaré", "inconnue");
  }

  @Test
  void without_any_group_the_first_page_says_how_to_create_one() {
    assertThat(rendering.page(GroupsPage.of(List.of())))
        .contains("Aucun groupement", "PUT /api/inventory/ghts/", "curl -X PUT", "./run up")
        .contains("{&quot;name&quot;".replace("&quot;", "\""));
  }

  @Test
  void each_group_is_a_card_with_its_members_and_machines() {
    var group = new GroupSummary("ght-loire", "GHT Loire", 15, 1);
    assertThat(rendering.page(GroupsPage.of(List.of(group))))
        .contains("href=\"/ghts/ght-loire\"", "15\u00a0établissements", "1\u00a0machine<");
  }

  @Test
  void a_list_of_machines_keeps_the_search_from_page_to_page() {
    var search = MachinesPage.Search.of("é&b", Loire.CHU, "SERVER", "RETIRED", "x");
    assertThat(rendering.page(MachinesPage.of(Loire.group(), Loire.machines(), search, past)))
        .contains(
            "asOf=2026-03-01T09%3A30&amp;q=%C3%A9%26b&amp;etablissement=420784878&amp;type=SERVER"
                + "&amp;etat=RETIRED&amp;cursor=next-page")
        .contains("<option value=\"SERVER\" selected>", "4\u202f312\u00a0machines");
  }

  @Test
  void a_maker_is_named_once_even_if_its_models_repeat_it() {
    var search = MachinesPage.Search.of(null, null, null, null, null);
    assertThat(rendering.page(MachinesPage.of(Loire.group(), Loire.machines(), search, past)))
        .contains("<td>Chêne Bureau 400</td>", "<td>CHÊNE Portable 14</td>");
  }

  @Test
  void a_problem_is_told_in_french_with_its_reason_and_nothing_internal() {
    var wrong = Problem.unreadable("asOf", "is neither").problem();
    assertThat(rendering.page(ProblemPage.of(wrong)))
        .contains("Erreur 400", "La date demandée (asOf)")
        .doesNotContain("is neither");
    assertThat(rendering.page(ProblemPage.of(Problem.notFound("group x").problem())))
        .contains("Page introuvable");
  }

  @Test
  void a_pause_is_told_as_a_pause() {
    var pause = Problem.Kind.UNAVAILABLE.problem("UNAVAILABLE", "Internal words.", List.of());
    assertThat(rendering.page(ProblemPage.of(pause)))
        .contains("Erreur 503", "Service momentanément indisponible", "réessayez")
        .doesNotContain("Internal words");
  }

  @Test
  void a_fault_of_ours_gives_the_reference_to_quote() {
    var id = "6f1c1c9e-3f0a-4a53-9a4e-0d6b6a3c2b11";
    var fault =
        Problem.Kind.INTERNAL.problem(
            "INTERNAL", "This is a fault of ours; quote " + id + ".", List.of());
    assertThat(rendering.page(ProblemPage.of(fault))).contains("Erreur de la plateforme", id);
  }

  private String group(Moment moment) {
    return rendering.page(
        GroupPage.of(Loire.group(), Loire.matrix(), Loire.changes("abc"), moment, null));
  }

  private String establishment(EstablishmentAnswer answer) {
    return rendering.page(EstablishmentPage.of("GHT Loire", answer, Loire.changes(null), now));
  }

  private String row(String finess) {
    return between(group(now), "<tr data-key=\"establishment/" + finess + "\"", "</tr>");
  }

  private static String between(String html, String start, String end) {
    var found =
        Pattern.compile(Pattern.quote(start) + ".*?" + Pattern.quote(end), Pattern.DOTALL)
            .matcher(html);
    assertThat(found.find()).as(start).isTrue();
    return found.group();
  }
}
