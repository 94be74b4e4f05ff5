package fr.ght.benchmarks.search;

import fr.ght.benchmarks.Sql;
import fr.ght.local.issuer.Bearer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who reads the list of machines.
 *
 * @param name as the table of results calls him
 * @param establishments of which he may know
 * @param asked the one of them that he asks for; empty for all
 * @param samples machines that he may know of, by column
 */
record Reader(
    String name,
    List<String> ghts,
    List<String> establishments,
    String asked,
    List<Map<String, String>> samples) {

  /** Of all establishments of some groups. */
  static Reader of(String name, Connection connection, List<Place> places) throws SQLException {
    var establishments = places.stream().map(Place::finess).toList();
    return new Reader(
        name,
        places.stream().map(Place::ght).distinct().toList(),
        establishments,
        "",
        samples(connection, establishments));
  }

  /** Of one establishment, by somebody who may know of its whole group. */
  static Reader ofOne(String name, Connection connection, Place place, List<Place> group)
      throws SQLException {
    return new Reader(
        name,
        List.of(place.ght()),
        group.stream().map(Place::finess).toList(),
        place.finess(),
        samples(connection, List.of(place.finess())));
  }

  private static List<Map<String, String>> samples(
      Connection connection, List<String> establishments) throws SQLException {
    try (var statement = connection.prepareStatement(Sql.named("search/samples"))) {
      statement.setArray(1, connection.createArrayOf("text", establishments.toArray()));
      var samples = new ArrayList<Map<String, String>>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var sample = new LinkedHashMap<String, String>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            sample.put(rows.getMetaData().getColumnName(i), rows.getString(i));
          }
          samples.add(sample);
        }
      }
      return samples;
    }
  }

  Bearer bearer() {
    return new Bearer(
        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString(),
        "Lecteur de mesure",
        List.of("dsi"),
        List.of(),
        ghts);
  }
}
