package fr.ght.local.testing.rights;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An establishment of a group and what it has.
 *
 * @param marker stands in the names of what it has, and nowhere else
 * @param groupMarker stands in the name of its group, and nowhere else
 * @param things ids of what it has, by what it is
 * @param isThere false for one that there is not, to compare answers with
 */
public record Place(
    String ght,
    String finess,
    String marker,
    String groupMarker,
    Map<String, String> things,
    boolean isThere) {

  public Place {
    things = Map.copyOf(things);
  }

  /** The id of its application, its asset… */
  public String its(String thing) {
    return Objects.requireNonNull(
        things.get(thing), () -> "the places of this test have no " + thing);
  }

  /** What gives it away, wherever it is read. */
  List<String> traces() {
    return Stream.concat(Stream.of(marker, groupMarker, ght, finess), things.values().stream())
        .toList();
  }
}
