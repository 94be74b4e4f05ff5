package fr.ght.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show each process; exit code 1 unless everything runs and is well.")
final class Status implements Callable<Integer> {

  private static final String UP = "up";
  private static final String DEGRADED = "up, degraded: ";
  private static final String LINE = "%-18s %8s %7s  %s%n";

  @Mixin private Main.Which which = new Main.Which();

  @Override
  public Integer call() throws IOException {
    var data = which.folder();
    var instance = data.instance();
    if (!data.isInUse() || instance.isEmpty()) {
      System.out.println("nothing is running on " + data.path());
      return 1;
    }
    var running = instance.get();
    System.out.println("http://localhost:%d/ on %s".formatted(running.port(), data.path()));
    System.out.printf(LINE, "process", "pid", "port", "health");
    System.out.printf(LINE, "front", running.pid(), running.port(), listens(running.port()));
    var healths = new ArrayList<String>();
    for (var part : running.parts()) {
      var health = health(part);
      healths.add(health);
      System.out.printf(LINE, part.name(), part.pid(), part.port(), health);
    }
    if (Files.isDirectory(data.agents())) {
      System.out.println(
          "agents' credentials are in %s, for example: curl -u \"$(cat %s/FINESS)\" …"
              .formatted(data.agents(), data.agents()));
    }
    var expected = 2 + QuarkusService.ALL.size();
    return healths.size() == expected && healths.stream().allMatch(Status::isFit) ? 0 : 1;
  }

  /** What stands aside in a view makes it degraded, and not unfit for use. */
  private static boolean isFit(String health) {
    return health.equals(UP) || health.startsWith(DEGRADED);
  }

  private static String health(Instance.Part part) throws IOException {
    if (ProcessHandle.of(part.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
      return "ended, being started again";
    }
    var isService = QuarkusService.ALL.stream().anyMatch(s -> s.name().equals(part.name()));
    return isService ? serviceHealth(part.port()) : listens(part.port());
  }

  private static String serviceHealth(int port) throws IOException {
    var answer = QuarkusService.answer(port, "/q/health");
    if (answer.isEmpty()) {
      return "no answer";
    }
    var health = new ObjectMapper().readTree(answer.get().body());
    if (!health.path("status").asText().equals("UP")) {
      return "down: " + String.join(", ", failing(health));
    }
    var degraded = health.findValuesAsText("degraded");
    return degraded.isEmpty() ? UP : DEGRADED + String.join(", ", degraded);
  }

  private static List<String> failing(JsonNode health) {
    return StreamSupport.stream(health.path("checks").spliterator(), false)
        .filter(check -> !check.path("status").asText().equals("UP"))
        .map(check -> check.path("name").asText() + " " + check.path("data"))
        .toList();
  }

  private static String listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return UP;
    } catch (IOException e) {
      return "no answer";
    }
  }
}
