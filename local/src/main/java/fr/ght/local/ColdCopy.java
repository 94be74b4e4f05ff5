package fr.ght.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * All data of an instance that is stopped, file by file: PostgreSQL with views and all, and Kafka,
 * of the same instant. Brought back it is the same instance as before.
 */
final class ColdCopy {
  private static final String MANIFEST = "cold-copy.json";
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What belongs to the instance; logs and locks belong to its runs. */
  private static final List<String> KEPT = List.of("kafka", "sample.json", "postgres");

  /** Stands for what the copy does not have. */
  private static final String NONE = ".none";

  private ColdCopy() {}

  /** One entry; a folder has neither bytes nor digest. */
  record Entry(String path, boolean folder, long bytes, String sha256, String mode) {}

  record Manifest(int format, String takenAt, List<Entry> entries) {}

  static boolean isOne(Path folder) {
    return Files.exists(folder.resolve(MANIFEST));
  }

  static void refuseUnlessEmpty(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    try (var entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new IllegalStateException(
            target + " is not empty: a backup goes into a folder of its own");
      }
    }
  }

  /** What a restore that was killed left is no instance. */
  static void refuseHalfRestored(DataFolder data) {
    if (Files.exists(data.restoring())) {
      throw new IllegalStateException(
          "a restore to %s was interrupted: run it again".formatted(data.path()));
    }
  }

  /** Copies, and writes the manifest last; returns what to say. */
  static String take(DataFolder data, Path target) throws IOException {
    var entries = copy(data.path(), target);
    var half = target.resolve(MANIFEST + ".half");
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(half.toFile(), new Manifest(FORMAT, Instant.now().toString(), entries));
    Files.move(half, target.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    return "copied %d files, %d MB, to %s"
        .formatted(
            entries.stream().filter(entry -> !entry.folder()).count(),
            entries.stream().mapToLong(Entry::bytes).sum() / 1_000_000,
            target);
  }

  /** Verifies everything, copies it beside, and puts it in place; returns what to say. */
  static String bringBack(Path source, DataFolder data, boolean replace, String setAside)
      throws IOException {
    if (Files.exists(data.restoring())) {
      putInPlace(data, setAside);
      return "finished the restore to %s that had been interrupted".formatted(data.path());
    }
    var manifest = verified(source);
    if (KEPT.stream().map(data.path()::resolve).anyMatch(Files::exists) && !replace) {
      throw new IllegalStateException(
          "there are data at %s already: --replace sets them aside in %s"
              .formatted(data.path(), setAside));
    }
    var half = data.restoring().resolveSibling("restoring.half");
    PostgresBinaries.remove(half);
    if (!copy(source, half).equals(manifest.entries())) {
      PostgresBinaries.remove(half);
      throw new IllegalStateException("the copy at %s changed meanwhile".formatted(source));
    }
    for (var name : KEPT) {
      if (!Files.exists(half.resolve(name))) {
        Files.createFile(half.resolve(name + NONE));
      }
    }
    Files.move(half, data.restoring(), StandardCopyOption.ATOMIC_MOVE);
    putInPlace(data, setAside);
    return "restored the copy of %s to %s: ./run up goes on from there"
        .formatted(manifest.takenAt(), data.path());
  }

  /** Step by step; whatever step it was killed after, the next call does the rest. */
  private static void putInPlace(DataFolder data, String setAside) throws IOException {
    for (var name : KEPT) {
      var target = data.path().resolve(name);
      var copied = data.restoring().resolve(name);
      var none = data.restoring().resolve(name + NONE);
      // What is in place while its successor still waits is what was there before.
      if (Files.exists(target) && (Files.exists(copied) || Files.exists(none))) {
        var aside = data.path().resolve(setAside);
        Files.createDirectories(aside);
        Files.move(target, aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
      if (Files.exists(copied)) {
        Files.move(copied, target, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(none);
    }
    PostgresBinaries.remove(data.restoring());
  }

  private static Manifest verified(Path source) throws IOException {
    var manifest = read(source.resolve(MANIFEST));
    for (var entry : manifest.entries()) {
      var file = source.resolve(entry.path()).normalize();
      if (!file.startsWith(source)) {
        throw new IllegalStateException("the copy names a file outside of it: " + entry.path());
      }
      if (!Files.exists(file)) {
        throw new IllegalStateException("the copy is incomplete: %s is missing".formatted(file));
      }
      if (!entry.folder() && Files.size(file) != entry.bytes()) {
        throw new IllegalStateException(
            "%s has %d bytes and should have %d: it was cut off or changed"
                .formatted(file, Files.size(file), entry.bytes()));
      }
      if (!entry.folder()
          && !digest(file, OutputStream.nullOutputStream()).equals(entry.sha256())) {
        throw new IllegalStateException("%s was changed: its SHA-256 is another".formatted(file));
      }
    }
    return manifest;
  }

  private static Manifest read(Path file) throws IOException {
    try {
      var tree = JSON.readTree(file.toFile());
      int format = tree.path("format").asInt();
      if (format < 1 || format > FORMAT) {
        throw new IllegalStateException(
            "the copy has format %d, and this program reads up to %d: use the version that made it, or a later one"
                .formatted(format, FORMAT));
      }
      return JSON.treeToValue(tree, Manifest.class);
    } catch (JacksonException e) {
      throw new IllegalStateException("%s cannot be read".formatted(file), e);
    }
  }

  private static List<Entry> copy(Path from, Path to) throws IOException {
    var entries = new ArrayList<Entry>();
    Files.createDirectories(to);
    for (var name : KEPT) {
      if (Files.exists(from.resolve(name))) {
        try (Stream<Path> paths = Files.walk(from.resolve(name))) {
          for (var path : paths.sorted().toList()) {
            entries.add(copy(from, path, to));
          }
        }
      }
    }
    return entries;
  }

  private static Entry copy(Path from, Path path, Path to) throws IOException {
    var name = from.relativize(path).toString();
    var target = to.resolve(name);
    var permissions = Files.getPosixFilePermissions(path);
    var mode = java.nio.file.attribute.PosixFilePermissions.toString(permissions);
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, permissions);
      return new Entry(name, true, 0, "", mode);
    }
    try (var channel =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var digest = digest(path, Channels.newOutputStream(channel));
      channel.force(true);
      Files.setPosixFilePermissions(target, permissions);
      return new Entry(name, false, channel.size(), digest, mode);
    }
  }

  private static String digest(Path file, OutputStream copy) throws IOException {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(copy);
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
