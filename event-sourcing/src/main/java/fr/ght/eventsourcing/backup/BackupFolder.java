package fr.ght.eventsourcing.backup;

import fr.ght.eventsourcing.backup.Manifest.Part;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The files of one backup: a table each, compressed, and the manifest. */
record BackupFolder(Path path) {
  private static final String MANIFEST = "manifest.json";
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Writes one table's rows, and says how many. */
  @FunctionalInterface
  interface Rows {
    long writeTo(OutputStream out) throws IOException;
  }

  /**
   * @throws BackupRefused if something is there
   */
  void begin() throws IOException {
    Files.createDirectories(path);
    try (var entries = Files.list(path)) {
      if (entries.findAny().isPresent()) {
        throw new BackupRefused(path + " is not empty: a backup goes into a folder of its own");
      }
    }
  }

  /** Returns when the file is safely on disk. */
  Part write(String table, List<String> columns, Rows rows) throws IOException {
    var file = table + ".copy.gz";
    var target = path.resolve(file);
    var digest = Sha256.begin();
    long count;
    try (var channel =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var digested = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      var compressed = new GZIPOutputStream(digested, BUFFER_BYTES);
      var buffered = new BufferedOutputStream(compressed, BUFFER_BYTES);
      count = rows.writeTo(buffered);
      buffered.flush();
      compressed.finish();
      channel.force(true);
    }
    return new Part(table, columns, file, count, Files.size(target), Sha256.end(digest));
  }

  /** From now on it is a backup. */
  void finish(Manifest manifest) throws IOException {
    var half = path.resolve(MANIFEST + ".half");
    try (var channel =
        FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Channels.newOutputStream(channel).write(manifest.write());
      channel.force(true);
    }
    Files.move(half, path.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Takes away what was begun and will not be finished. */
  void abandon() throws IOException {
    try (var entries = Files.list(path)) {
      for (var entry : entries.toList()) {
        Files.deleteIfExists(entry);
      }
    }
  }

  /**
   * Reads every byte before anything is done with one.
   *
   * @throws BackupRefused if it is no complete and undamaged backup that this program can read
   */
  Manifest verified() throws IOException {
    Manifest manifest;
    try {
      manifest = Manifest.read(Files.readAllBytes(path.resolve(MANIFEST)));
    } catch (NoSuchFileException e) {
      throw new BackupRefused(
          "%s holds no complete backup: there is no %s".formatted(path, MANIFEST), e);
    }
    for (var part : manifest.parts()) {
      verify(part);
    }
    return manifest;
  }

  private void verify(Part part) throws IOException {
    var file = path.resolve(part.file());
    if (!path.normalize().equals(file.normalize().getParent()) || !Files.isRegularFile(file)) {
      throw new BackupRefused("the backup is incomplete: %s is missing".formatted(part.file()));
    }
    long bytes = Files.size(file);
    if (bytes != part.bytes()) {
      throw new BackupRefused(
          "%s has %d bytes and should have %d: it was cut off or changed"
              .formatted(part.file(), bytes, part.bytes()));
    }
    if (!Sha256.of(file).equals(part.sha256())) {
      throw new BackupRefused("%s was changed: its SHA-256 is another".formatted(part.file()));
    }
  }

  InputStream read(Part part) throws IOException {
    return new GZIPInputStream(
        new BufferedInputStream(Files.newInputStream(path.resolve(part.file())), BUFFER_BYTES),
        BUFFER_BYTES);
  }
}
