package fr.ght.eventsourcing.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What a backup holds. It is written last: a folder without it is no backup.
 *
 * @param format of this backup; a program reads its own format and older ones
 * @param database that it was taken of
 * @param schema the version of the log's tables
 * @param incarnation the life of the log (ADR 13)
 * @param completeTo every event that ever got a position up to here is in it
 * @param lastDrawn no position beyond it had been drawn when it was taken
 * @param digest SHA-256 of all the rest
 */
record Manifest(
    int format,
    String database,
    Instant takenAt,
    int schema,
    long incarnation,
    long completeTo,
    long lastDrawn,
    List<Part> parts,
    String digest) {

  static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Only what is needed to tell a newer format from a damaged file. */
  private record Version(int format) {}

  /**
   * One table in one file.
   *
   * @param sha256 of the file as it is on disk
   */
  record Part(
      String table, List<String> columns, String file, long rows, long bytes, String sha256) {
    Part {
      columns = List.copyOf(columns);
    }
  }

  Manifest {
    parts = List.copyOf(parts);
  }

  byte[] write() {
    return json(with(Sha256.of(json(with("")))));
  }

  /**
   * @throws BackupRefused if it is of a newer format, damaged, or no manifest
   */
  static Manifest read(byte[] written) {
    try {
      int format = JSON.readValue(written, Version.class).format();
      if (format < 1 || format > FORMAT) {
        throw new BackupRefused(
            "the backup has format %d, and this program reads up to %d: use the version that made it, or a later one"
                .formatted(format, FORMAT));
      }
      var manifest = JSON.readValue(written, Manifest.class);
      if (!Sha256.of(json(manifest.with(""))).equals(manifest.digest())) {
        throw new BackupRefused("the manifest was changed since it was written");
      }
      return manifest;
    } catch (IOException e) {
      throw new BackupRefused("the manifest cannot be read: " + e.getMessage(), e);
    }
  }

  long rows(String table) {
    return parts.stream().filter(part -> part.table().equals(table)).mapToLong(Part::rows).sum();
  }

  private Manifest with(String newDigest) {
    return new Manifest(
        format, database, takenAt, schema, incarnation, completeTo, lastDrawn, parts, newDigest);
  }

  private static byte[] json(Manifest manifest) {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a manifest", e);
    }
  }
}
