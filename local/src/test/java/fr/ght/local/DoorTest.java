package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run} itself, in a shell, where something must be built first; Maven is a stand-in. */
class DoorTest {

  @TempDir Path project;

  @BeforeEach
  void not_yet_built() throws IOException {
    Files.copy(Path.of("..", "run"), project.resolve("run"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.createDirectories(project.resolve("local"));
    var maven =
        """
        #!/bin/sh
        echo '[INFO] Building local 1.0.0-SNAPSHOT    [1/1]'
        mkdir -p local/target
        cp empty.jar local/target/local-1.0.0-SNAPSHOT.jar
        cp class-path local/target/classpath
        """;
    Files.writeString(Files.createDirectories(project.resolve("bin")).resolve("mvn"), maven);
    assertThat(project.resolve("bin/mvn").toFile().setExecutable(true)).isTrue();
    try (var jar = new JarOutputStream(Files.newOutputStream(project.resolve("empty.jar")))) {
      jar.finish();
    }
    Files.writeString(project.resolve("class-path"), System.getProperty("java.class.path"));
  }

  @Test
  void what_a_command_is_read_from_holds_no_word_of_the_build()
      throws IOException, InterruptedException {
    var first = shell("./run", "token", "--role", "dsi", "--finess", "420784878");

    assertThat(first.status()).isEqualTo(1);
    assertThat(first.said()).isEmpty();
    assertThat(first.complained()).contains("building local", "nothing is running on");

    var second = shell("./run", "token", "--role", "cio");
    assertThat(second.said()).isEmpty();
    assertThat(second.complained()).startsWith("there is no role 'cio'").doesNotContain("building");
  }

  private record Answer(int status, String said, String complained) {}

  private Answer shell(String... words) throws IOException, InterruptedException {
    var out = project.resolve("out");
    var err = project.resolve("err");
    var builder =
        new ProcessBuilder(List.of(words))
            .directory(project.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().merge("PATH", "", (path, _) -> project.resolve("bin") + ":" + path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
