package fr.ght.view.pages;

import fr.ght.http.lists.Page;
import fr.ght.view.group.EstablishmentAnswer;
import fr.ght.view.group.GroupAnswer;
import fr.ght.view.machines.MachineItem;
import fr.ght.view.matrix.MatrixAnswer;
import fr.ght.view.pages.shown.TimelinePart;
import fr.ght.view.timeline.TimelineEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A group of fifteen establishments and twenty-four functions; its figures are invented. */
final class Loire {
  static final String GHT = "ght-loire";
  static final String CHU = "420784878";
  static final Instant NOW = Instant.parse("2026-11-24T13:05:00Z");
  static final LocalDate TODAY = LocalDate.parse("2026-11-24");
  static final LocalDate FOUNDED = LocalDate.parse("2016-07-01");

  private static final List<String[]> MEMBERS =
      List.of(
          new String[] {CHU, "CHU de Saint-Étienne"},
          new String[] {"420780033", "CH de Roanne"},
          new String[] {"070780358", "CH d'Ardèche-Nord (Annonay)"},
          new String[] {"420780652", "CH de Firminy"},
          new String[] {"420780660", "CH Georges Claudinon (Le Chambon-Feugerolles)"},
          new String[] {"420002495", "Hôpital du Gier"},
          new String[] {"420013831", "CH du Forez"},
          new String[] {"690048632", "CH des Monts du Lyonnais"},
          new String[] {"420780694", "CH de Saint-Bonnet-le-Château"},
          new String[] {"420781791", "CH de Boën-sur-Lignon"},
          new String[] {"420780058", "CH de Charlieu"},
          new String[] {"420780041", "CH de Saint-Just-la-Pendue"},
          new String[] {"070780382", "CH de Saint-Félicien"},
          new String[] {"070000211", "CH de Serrières"},
          new String[] {"420780710", "CH Maurice André (Saint-Galmier)"});

  private static final List<String> FUNCTIONS =
      List.of(
          "imaging",
          "laboratory",
          "pathology",
          "patient-record",
          "prescription",
          "scheduling",
          "steering",
          "exchange",
          "online-services",
          "patient-administration",
          "billing",
          "hr",
          "payroll",
          "finance",
          "logistics",
          "pharmacy",
          "emergency",
          "operating-theatre",
          "identity",
          "integration",
          "office",
          "infrastructure",
          "telephony",
          "backup");

  private static final List<String> PRODUCTS =
      List.of("Cèdre DPI", "Boréal Dossier", "Mélèze Santé", "Aubier Rx");

  private static final List<String> STATES =
      List.of(
          "IN_PRODUCTION",
          "IN_PRODUCTION",
          "IN_PRODUCTION",
          "IN_DEPLOYMENT",
          "PLANNED",
          "READ_ONLY");

  private Loire() {}

  static GroupAnswer group() {
    return group("GHT Loire");
  }

  static GroupAnswer group(String name) {
    return new GroupAnswer(GHT, name, null, TODAY, NOW, 4_312, 8_180L, 0.874, 3, establishments());
  }

  private static List<GroupAnswer.Establishment> establishments() {
    return IntStream.range(0, MEMBERS.size()).mapToObj(Loire::establishment).toList();
  }

  private static GroupAnswer.Establishment establishment(int i) {
    var reported = i < 12;
    return new GroupAnswer.Establishment(
        MEMBERS.get(i)[0],
        MEMBERS.get(i)[1],
        i == 0 ? "SUPPORT" : i == 11 ? "PARTNER" : "MEMBER",
        FOUNDED,
        i == 11 ? null : reported ? 4_000L / (i + 1) : 0L,
        i == 10 ? null : i == 0 ? 4_000L : 1_150L / i,
        i == 11 || !reported ? null : 1 - i * 0.08,
        i == 3 ? 2 : i == 5 ? 1 : 0);
  }

  static EstablishmentAnswer chu(String name) {
    return new EstablishmentAnswer(
        GHT,
        null,
        TODAY,
        NOW,
        CHU,
        name,
        "SUPPORT",
        FOUNDED,
        3_950L,
        4_000L,
        0.97,
        1,
        Map.of("WORKSTATION", 3_780L, "SERVER", 170L, "MEDICAL_DEVICE", 21L),
        new EstablishmentAnswer.Profile(FOUNDED, 1_900, 7_500, 4_000, null),
        List.of(
            new EstablishmentAnswer.Application(
                "dpi-chu",
                "patient-record",
                "Cèdre DPI",
                "9.2",
                "IN_PRODUCTION",
                5_200,
                "dpi-loire"),
            new EstablishmentAnswer.Application(
                "labo-chu", "laboratory", "Mélèze Santé", null, "READ_ONLY", null, null)));
  }

  static EstablishmentAnswer silent() {
    return new EstablishmentAnswer(
        GHT,
        null,
        TODAY,
        NOW,
        "070000211",
        "CH de Serrières",
        "MEMBER",
        FOUNDED,
        0L,
        null,
        null,
        0,
        Map.of(),
        null,
        List.of());
  }

  static MatrixAnswer matrix() {
    return new MatrixAnswer(
        GHT,
        null,
        TODAY,
        NOW,
        MEMBERS.stream().map(one -> new MatrixAnswer.Column(one[0], one[1])).toList(),
        IntStream.range(0, FUNCTIONS.size()).mapToObj(Loire::function).toList());
  }

  private static MatrixAnswer.Function function(int row) {
    var cells = new ArrayList<MatrixAnswer.Cell>();
    for (int column = 0; column < MEMBERS.size(); column++) {
      var mixed = row * 7 + column * 5;
      if (mixed % 4 != 1) {
        cells.add(cell(row, column, mixed));
      }
      if (mixed % 11 == 0) {
        cells.add(cell(row, column, mixed + 1));
      }
    }
    return new MatrixAnswer.Function(FUNCTIONS.get(row), cells);
  }

  private static MatrixAnswer.Cell cell(int row, int column, int mixed) {
    return new MatrixAnswer.Cell(
        MEMBERS.get(column)[0],
        "application-" + row + "-" + column + "-" + mixed,
        PRODUCTS.get(mixed % PRODUCTS.size()),
        mixed % 5 == 0 ? null : mixed % 9 + "." + mixed % 3,
        STATES.get(mixed % STATES.size()),
        120 * column,
        mixed % 3 == 0 ? "instance-" + mixed % 2 : null,
        mixed % 3);
  }

  static final TimelinePart.Slice NO_CHANGES = new TimelinePart.Slice(List.of(), null, true);

  static TimelinePart.Slice changes(@Nullable String next) {
    return new TimelinePart.Slice(timeline(), next, true);
  }

  private static List<TimelineEntry> timeline() {
    return List.of(
        entry(
            1,
            "application-declared",
            "application/dpi-chu",
            Map.of(
                "product",
                "Cèdre DPI",
                "version",
                "9.2",
                "function",
                "patient-record",
                "state",
                "IN_PRODUCTION"),
            0),
        entry(
            2, "asset-discovered", "asset/1", Map.of("name", "PC-0042", "kind", "WORKSTATION"), 0),
        entry(
            3,
            "asset-software-changed",
            "asset/1",
            Map.of("added", "874", "removed", "0", "total", "874"),
            0),
        entry(
            4,
            "establishment-profile-recorded",
            "ght/ght-loire",
            Map.of("from", "2016-07-01", "beds", "1900", "workstations", "4000"),
            400),
        entry(5, "support-establishment-changed", "ght/ght-loire", Map.of("from", "2016-07-01"), 0),
        entry(
            6,
            "intake-incident-raised",
            "incident/1",
            Map.of("kind", "PARTIAL_WITHOUT_BASELINE", "device", "pc-77"),
            0),
        new TimelineEntry(
            "7",
            "fr.ght.inventory.ght-created",
            NOW,
            NOW,
            null,
            null,
            "ght/ght-loire",
            Map.of("name", "GHT Loire"),
            "dsi"));
  }

  static TimelineEntry entry(
      int id, String type, String subject, Map<String, String> details, int daysLate) {
    return new TimelineEntry(
        String.valueOf(id),
        "fr.ght.inventory." + type,
        NOW.minusSeconds(60L * id),
        NOW.minusSeconds(60L * id + 86_400L * daysLate),
        CHU,
        "CHU de Saint-Étienne",
        subject,
        details,
        "dsi");
  }

  static Page<MachineItem> machines() {
    return new Page<>(
        IntStream.range(0, 20).mapToObj(Loire::machine).toList(), 4_312, true, "next-page", NOW);
  }

  private static MachineItem machine(int i) {
    return new MachineItem(
        "machine-" + i,
        MEMBERS.get(i % 12)[0],
        i % 5 == 0 ? "SERVER" : "WORKSTATION",
        "PC-%04d".formatted(i),
        i % 3 == 0 ? null : "Chêne",
        i % 3 == 0 ? null : i % 3 == 1 ? "Bureau 400" : "CHÊNE Portable 14",
        "Debian GNU/Linux",
        "12",
        874,
        i == 7 ? "RETIRED" : "IN_SERVICE",
        i == 7 ? null : NOW);
  }
}
