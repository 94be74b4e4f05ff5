package fr.ght.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * The process that {@link KafkaServer} starts: formats the folder the first time, runs one broker
 * that is its own controller, and writes the file {@value #READY} once it answers.
 */
final class KafkaNode {

  static final String SETTINGS = "server.properties";
  static final String READY = "ready";
  private static final String FORMATTED = "formatted";

  private KafkaNode() {}

  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var settings = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve(SETTINGS))) {
      settings.load(in);
    }
    format(folder);
    var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
    server.startup();
    announce(folder);
    server.awaitShutdown();
  }

  private static void format(Path folder) throws IOException {
    if (Files.exists(folder.resolve(FORMATTED))) {
      return;
    }
    var result =
        StorageTool.execute(
            new String[] {
              "format",
              "--ignore-formatted",
              "--cluster-id",
              Uuid.randomUuid().toString(),
              "--config",
              folder.resolve(SETTINGS).toString()
            },
            System.out);
    if (result != 0) {
      throw new IllegalStateException("the folder of Kafka could not be formatted: " + folder);
    }
    Files.createFile(folder.resolve(FORMATTED));
  }

  private static void announce(Path folder) throws IOException {
    var half =
        Files.writeString(folder.resolve(READY + ".half"), "" + ProcessHandle.current().pid());
    Files.move(half, folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
  }
}
