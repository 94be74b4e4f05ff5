package fr.ght.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which data folder the instance at a port has, for whoever runs several. A note that outlived its
 * instance does no harm: the folder's lock says whether it runs.
 */
final class RunningInstances {

  private RunningInstances() {}

  static void note(int port, DataFolder data) throws IOException {
    var note = noteOf(port);
    Files.createDirectories(note.getParent());
    Files.writeString(note, data.path().toString());
  }

  static void forget(int port) throws IOException {
    Files.deleteIfExists(noteOf(port));
  }

  static Optional<Path> dataOf(int port) throws IOException {
    var note = noteOf(port);
    return Files.exists(note) ? Optional.of(Path.of(Files.readString(note))) : Optional.empty();
  }

  private static Path noteOf(int port) {
    return PostgresBinaries.defaultCache().resolve("instances").resolve(Integer.toString(port));
  }
}
