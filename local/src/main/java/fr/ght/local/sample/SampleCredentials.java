package fr.ght.local.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The credentials of the sample's establishments, one file each, named by the FINESS number and
 * holding {@code user:password} as {@code curl -u} takes it. Only this user may read them.
 */
record SampleCredentials(Path folder) {

  boolean misses(String finess) {
    return !Files.exists(folder.resolve(finess));
  }

  void keep(String finess, String user, String password) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var half = folder.resolve(finess + ".half");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, user + ":" + password + "\n");
    Files.move(half, folder.resolve(finess), StandardCopyOption.ATOMIC_MOVE);
  }
}
