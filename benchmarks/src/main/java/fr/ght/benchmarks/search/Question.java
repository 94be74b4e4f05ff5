package fr.ght.benchmarks.search;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A question to the list of machines.
 *
 * @param parameters of the request, given a machine that the reader may know of
 */
record Question(String name, Function<Map<String, String>, Map<String, String>> parameters) {
  private static final String PAST = "2026-01-31";

  /** The columns by which a list is sorted, by the names of its orders. */
  private static final Map<String, List<String>> ORDERS = new LinkedHashMap<>();

  static {
    ORDERS.put("name", List.of("sort_name", "asset"));
    ORDERS.put("establishment", List.of("establishment", "sort_name", "asset"));
    ORDERS.put("kind", List.of("kind", "establishment", "asset"));
    ORDERS.put("manufacturer", List.of("sort_manufacturer", "establishment", "asset"));
    ORDERS.put("model", List.of("sort_model", "establishment", "asset"));
    ORDERS.put("memoryMib", List.of("sort_memory", "establishment", "asset"));
    ORDERS.put("operatingSystem", List.of("sort_system", "establishment", "asset"));
    ORDERS.put("software", List.of("software_count", "establishment", "asset"));
  }

  static List<Question> all() {
    var all = new ArrayList<Question>();
    all.add(of("first page", machine -> Map.of()));
    all.add(of("deep page", machine -> Map.of("cursor", behind("name", machine))));
    all.add(of("part of a name that few have", machine -> Map.of("q", rare(machine))));
    all.add(of("part of a name that a twelfth has", machine -> Map.of("q", "radio")));
    all.add(of("two letters", machine -> Map.of("q", "ré")));
    all.add(of("maker that a fifteenth has", machine -> Map.of("q", "Épsilon")));
    all.add(of("serial", machine -> Map.of("q", machine.get("serial"))));
    all.add(of("hardware UUID", machine -> Map.of("q", machine.get("hardware_uuid"))));
    all.add(of("MAC address", machine -> Map.of("q", machine.get("mac"))));
    all.add(of("nothing like it", machine -> Map.of("q", "introuvable-7zq")));
    all.add(of("kind: servers", machine -> Map.of("kind", "SERVER")));
    all.add(of("kind: medical devices", machine -> Map.of("kind", "MEDICAL_DEVICE")));
    all.add(of("retired", machine -> Map.of("state", "RETIRED")));
    all.add(of("software that many have", machine -> Map.of("software", "Achats Agent")));
    all.add(of("software in a version", machine -> Map.of("software", "Pilote Suite 3.")));
    all.add(of("software that few have", machine -> Map.of("software", "Zénith Desk 2 1.")));
    ORDERS
        .keySet()
        .forEach(order -> {
          all.add(of("sorted by " + order, machine -> Map.of("sort", order)));
          all.add(of("sorted by -" + order, machine -> Map.of("sort", "-" + order)));
          all.add(
              of(
                  "sorted by " + order + ", deep",
                  machine -> Map.of("sort", order, "cursor", behind(order, machine))));
        });
    all.add(of("servers by memory", machine -> Map.of("sort", "-memoryMib", "kind", "SERVER")));
    all.add(of("a name, by model", machine -> Map.of("sort", "model", "q", rare(machine))));
    all.add(of("as of a day", machine -> Map.of("asOf", PAST)));
    all.add(
        of(
            "as of a day, deep",
            machine -> Map.of("asOf", PAST, "cursor", behind("name", machine))));
    all.add(of("as of a day, serial", machine -> Map.of("asOf", PAST, "q", machine.get("serial"))));
    all.add(of("as of a day, by memory", machine -> Map.of("asOf", PAST, "sort", "memoryMib")));
    return all;
  }

  private static Question of(
      String name, Function<Map<String, String>, Map<String, String>> parameters) {
    return new Question(name, parameters);
  }

  /** A cursor as if a page had ended with the machine. */
  private static String behind(String order, Map<String, String> machine) {
    var key =
        requireNonNull(ORDERS.get(order)).stream()
            .map(machine::get)
            .collect(Collectors.joining("\u001f"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** All of a name but what tells its kind and the last of its digits: some ten have that. */
  private static String rare(Map<String, String> machine) {
    var name = requireNonNull(machine.get("name"));
    return name.substring(name.indexOf('-') + 1, name.length() - 1);
  }

  /** Its parameters as the reader asks, about one of his machines. */
  Map<String, String> of(Reader reader, int number) {
    var samples = reader.samples();
    var asked =
        new LinkedHashMap<>(parameters.apply(samples.get(Math.floorMod(number, samples.size()))));
    if (!reader.asked().isEmpty()) {
      asked.put("establishment", reader.asked());
    }
    return asked;
  }

  static String path(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "/api/inventory/assets?", ""));
  }
}
