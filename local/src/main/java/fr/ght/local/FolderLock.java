package fr.ght.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That a data folder is this process's, until it is closed or the process dies, whatever death.
 *
 * <p>POSIX drops a process's locks of a file as soon as it closes <em>any</em> descriptor of it, a
 * collected channel's too. So what is held is remembered here, and its file never opened again.
 */
final class FolderLock implements AutoCloseable {
  private static final Map<Path, FolderLock> HELD = new ConcurrentHashMap<>();

  private final Path file;
  private final FileLock lock;

  private FolderLock(Path file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Empty if somebody holds it, be it this process. */
  static synchronized Optional<FolderLock> take(Path file) throws IOException {
    if (HELD.containsKey(file)) {
      return Optional.empty();
    }
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    var held = new FolderLock(file, lock);
    HELD.put(file, held);
    return Optional.of(held);
  }

  @Override
  public void close() throws IOException {
    synchronized (FolderLock.class) {
      lock.acquiredBy().close();
      HELD.remove(file);
    }
  }
}
