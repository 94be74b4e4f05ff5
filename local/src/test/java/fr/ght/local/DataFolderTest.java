package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a data folder is, as this process and another one see it. */
class DataFolderTest {
  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void name() {
    data = new DataFolder(folder.resolve("data"));
  }

  /** Another process that looks. */
  static final class Onlooker {
    private Onlooker() {}

    public static void main(String[] folder) throws IOException {
      System.out.print(new DataFolder(Path.of(folder[0])).isInUse());
    }
  }

  @Test
  void it_stays_held_whoever_asks_how_often_and_whatever_is_collected()
      throws IOException, InterruptedException {
    assertThat(data.isInUse()).isFalse();
    try (var _ = data.lock().orElseThrow()) {
      assertThat(seenByAnother()).isEqualTo("true");
      for (int i = 0; i < 100; i++) {
        assertThat(data.isInUse()).isTrue();
        assertThat(data.lock()).isEmpty();
      }
      System.gc();
      assertThat(seenByAnother()).isEqualTo("true");
    }
    assertThat(seenByAnother()).isEqualTo("false");
    assertThat(data.isInUse()).isFalse();
    try (var again = data.lock().orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  private String seenByAnother() throws IOException, InterruptedException {
    var onlooker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Onlooker.class.getName(),
                data.path().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var said = new String(onlooker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(onlooker.waitFor()).isZero();
    return said;
  }
}
