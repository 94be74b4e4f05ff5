package fr.ght.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where one instance keeps everything: {@code postgres/}, {@code kafka/}, {@code logs/}, {@code
 * agents/}, {@code instance.json} and the lock, which the operating system holds for the runner and
 * drops whatever death it dies.
 */
record DataFolder(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  DataFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path log(String process) {
    return path.resolve("logs").resolve(process + ".log");
  }

  /** The development issuer's key, and what else only this instance may know. */
  Path secrets() {
    return path.resolve("secrets");
  }

  Path sampleMarker() {
    return path.resolve("sample.json");
  }

  /** Credentials of the sample's agents. */
  Path agents() {
    return path.resolve("agents");
  }

  /** There only while a cold copy is brought back. */
  Path restoring() {
    return path.resolve("restoring");
  }

  /** Whether an instance was ever started here, so that it may be removed by {@code reset}. */
  boolean isOurs() {
    return Files.exists(lockFile());
  }

  /** Takes the folder for this process, or nothing if it is held already. */
  Optional<FolderLock> lock() throws IOException {
    Files.createDirectories(path);
    return FolderLock.take(lockFile());
  }

  boolean isInUse() throws IOException {
    if (!isOurs()) {
      return false;
    }
    var lock = lock();
    if (lock.isPresent()) {
      lock.get().close();
    }
    return lock.isEmpty();
  }

  void write(Instance instance) throws IOException {
    var half = path.resolve("instance.json.half");
    JSON.writerWithDefaultPrettyPrinter().writeValue(half.toFile(), instance);
    Files.move(
        half,
        path.resolve("instance.json"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  Optional<Instance> instance() throws IOException {
    var file = path.resolve("instance.json");
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), Instance.class))
        : Optional.empty();
  }

  private Path lockFile() {
    return path.resolve("lock");
  }
}
