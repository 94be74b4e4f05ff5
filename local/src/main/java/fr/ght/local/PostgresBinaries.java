package fr.ght.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL programs of the Maven artifact, unpacked once per user into a cache folder.
 * Several JVMs may ask at the same time: one unpacks, the others wait; a half-unpacked folder never
 * carries the final name.
 */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** The folder that holds {@code bin/}, {@code lib/} and {@code share/}. */
  static synchronized Path unpacked(Path cache) throws IOException {
    var archive = archiveName();
    var home = cache.resolve("postgres-" + fingerprint(archive));
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(cache);
    try (var lock =
            FileChannel.open(
                cache.resolve("unpacking.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      if (!Files.isDirectory(home)) {
        var half = cache.resolve(home.getFileName() + ".half");
        remove(half);
        unpack(archive, half);
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return home;
  }

  /** {@code $XDG_CACHE_HOME} or {@code ~/.cache}; the property {@code ght.cache} overrides both. */
  static Path defaultCache() {
    var given = System.getProperty("ght.cache");
    if (given != null) {
      return Path.of(given);
    }
    var xdg = System.getenv("XDG_CACHE_HOME");
    var base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("ght-convergence");
  }

  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static String archiveName() {
    var architecture =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          case String other ->
              throw new IllegalStateException("no PostgreSQL binaries for processor " + other);
        };
    return "/postgres-linux-" + architecture + ".txz";
  }

  private static InputStream open(String archive) throws IOException {
    var in = PostgresBinaries.class.getResourceAsStream(archive);
    if (in == null) {
      throw new IOException("not on the class path: " + archive);
    }
    return in;
  }

  private static String fingerprint(String archive) throws IOException {
    try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(String archive, Path into) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZCompressorInputStream(open(archive))))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        write(tar, entry, target);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    var executable = (entry.getMode() & 0100) != 0;
    if (executable && !target.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + target);
    }
  }
}
