package fr.ght.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.EventTypes;
import fr.ght.inventory.domain.application.ApplicationState;
import fr.ght.inventory.domain.application.Hosting;
import fr.ght.inventory.domain.application.Interface;
import fr.ght.inventory.domain.asset.AssetKind;
import fr.ght.inventory.domain.contract.ContractKind;
import fr.ght.inventory.domain.contract.ContractState;
import fr.ght.inventory.domain.contract.Entitlement;
import fr.ght.inventory.domain.contract.Terms;
import fr.ght.inventory.domain.ght.Role;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.domain.skill.SkillLevel;
import fr.ght.inventory.log.InventoryEventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever adds a stream, an event or a code says in the glossary what its word means. */
class GlossaryTest {
  private static final Path GLOSSARY = Path.of("..", "GLOSSARY.md");
  private static final Pattern CODE_WORD = Pattern.compile("`([^`]+)`");
  private static final Map<String, EventTypes<?>> STREAMS =
      Map.ofEntries(
          Map.entry(InventoryEventTypes.GHT, InventoryEventTypes.GHTS),
          Map.entry(InventoryEventTypes.ASSET, InventoryEventTypes.ASSETS),
          Map.entry(InventoryEventTypes.APPLICATION, InventoryEventTypes.APPLICATIONS),
          Map.entry(InventoryEventTypes.SKILL, InventoryEventTypes.SKILLS),
          Map.entry(InventoryEventTypes.INCIDENT, InventoryEventTypes.INCIDENTS),
          Map.entry(InventoryEventTypes.CREDENTIAL, InventoryEventTypes.CREDENTIALS),
          Map.entry(InventoryEventTypes.CONTRACT, InventoryEventTypes.CONTRACTS),
          Map.entry(InventoryEventTypes.BUDGET, InventoryEventTypes.BUDGETS),
          Map.entry(InventoryEventTypes.PRODUCT, InventoryEventTypes.PRODUCTS),
          Map.entry(InventoryEventTypes.NORMALISATION, InventoryEventTypes.NORMALISATIONS),
          Map.entry(InventoryEventTypes.LIFECYCLE, InventoryEventTypes.LIFECYCLES));

  @Test
  void every_stream_is_explained() throws IOException {
    assertThat(words()).containsAll(STREAMS.keySet());
  }

  @Test
  void the_noun_of_every_event_is_explained() throws IOException {
    var nouns = new TreeSet<String>();
    STREAMS.forEach(
        (stream, events) -> events.names().keySet().forEach(name -> nouns.add(noun(stream, name))));
    assertThat(nouns).contains("operating system", "establishment profile", "asset");
    assertThat(words()).containsAll(nouns);
  }

  /** {@code asset-operating-system-changed} is about an operating system. */
  private static String noun(String stream, String event) {
    var whole = event.substring(0, event.lastIndexOf('-'));
    var noun = whole.startsWith(stream + "-") ? whole.substring(stream.length() + 1) : whole;
    return noun.replace('-', ' ');
  }

  @Test
  void every_code_is_explained() throws IOException {
    var codes =
        Stream.<Enum<?>[]>of(
                Role.values(),
                AssetKind.values(),
                ApplicationState.values(),
                Hosting.Validity.values(),
                Interface.Direction.values(),
                SkillLevel.values(),
                IncidentKind.values(),
                ContractKind.values(),
                ContractKind.Budget.values(),
                ContractState.values(),
                Entitlement.Metric.values(),
                Terms.Price.Per.values())
            .flatMap(Stream::of)
            .map(code -> plain(code.name()))
            .toList();
    assertThat(words()).containsAll(codes);
  }

  @Test
  void every_line_has_its_french_term_and_its_meaning() throws IOException {
    try (var lines = Files.lines(GLOSSARY)) {
      var incomplete =
          lines
              .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
              .filter(line -> {
                var cells = line.split("\\|", -1);
                return cells.length != 6 || cells[1].isBlank() || cells[3].isBlank();
              })
              .toList();
      assertThat(incomplete).isEmpty();
    }
  }

  /** The second column of every table, in lower case and as separate words. */
  private static Set<String> words() throws IOException {
    try (var lines = Files.lines(GLOSSARY)) {
      return lines
          .filter(line -> line.startsWith("|"))
          .map(line -> line.split("\\|", -1)[2])
          .flatMap(cell -> CODE_WORD.matcher(cell).results().map(found -> plain(found.group(1))))
          .collect(Collectors.toSet());
    }
  }

  private static String plain(String word) {
    return word.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
