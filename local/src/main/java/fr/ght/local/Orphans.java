package fr.ght.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Processes that a former run of the same data folder left behind. Their guards end them within
 * seconds; whoever is still there then (its guard was killed as well) is killed. Only what names
 * exactly this folder in the way our processes do is touched.
 */
final class Orphans {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Orphans() {}

  /** Returns when none is left, with how many there were. */
  static int end(DataFolder data) {
    var found = of(data);
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!of(data).isEmpty() && System.nanoTime() < deadline) {
      GuardedProcess.pause(Duration.ofMillis(100));
    }
    for (var left = of(data); !left.isEmpty(); left = of(data)) {
      left.forEach(ProcessHandle::destroyForcibly);
      GuardedProcess.pause(Duration.ofMillis(50));
    }
    return found.size();
  }

  static List<ProcessHandle> of(DataFolder data) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> belongs(words(process.pid()), data))
        .collect(Collectors.toList());
  }

  private static boolean belongs(List<String> words, DataFolder data) {
    var folder = data.path().toString();
    return words.contains("-Dght.data=" + folder)
        || follows(words, "guard", folder)
        || follows(words, KafkaNode.class.getName(), data.kafka().toString())
        || follows(words, "-D", data.postgres().toString())
        || words.contains("--pgdata=" + PostgresServer.halfMade(data.postgres()));
  }

  private static boolean follows(List<String> words, String first, String second) {
    var at = words.indexOf(first);
    return at >= 0 && at + 1 < words.size() && words.get(at + 1).equals(second);
  }

  /** The command line, read whole: {@link ProcessHandle.Info} leaves out long ones. */
  private static List<String> words(long pid) {
    try {
      var line =
          Files.readString(Path.of("/proc", pid + "", "cmdline"), StandardCharsets.ISO_8859_1);
      var utf8 = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      return Arrays.asList(utf8.split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }
}
