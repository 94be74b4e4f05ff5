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
    var manifest = verified(source);
    var half = data.restoring();
    if (Files.exists(half)) {
      // What is in place came from that restore, or was set aside by it.
      for (var name : KEPT) {
        PostgresBinaries.remove(data.path().resolve(name));
      }
      PostgresBinaries.remove(half);
    }
    var there = KEPT.stream().map(data.path()::resolve).filter(Files::exists).toList();
    if (!there.isEmpty() && !replace) {
      throw new IllegalStateException(
          "there are data at %s already: --replace sets them aside in %s"
              .formatted(data.path(), setAside));
    }
    var copied = copy(source, half);
    if (!copied.equals(manifest.entries())) {
      PostgresBinaries.remove(half);
      throw new IllegalStateException("the copy at %s changed meanwhile".formatted(source));
    }
    for (var path : there) {
      var aside = data.path().resolve(setAside);
      Files.createDirectories(aside);
      Files.move(path, aside.resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    for (var name : KEPT) {
      if (Files.exists(half.resolve(name))) {
        Files.move(half.resolve(name), data.path().resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    PostgresBinaries.remove(half);
    return "restored the copy of %s to %s: ./run up goes on from there"
        .formatted(manifest.takenAt(), data.path());
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
