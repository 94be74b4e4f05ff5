package fr.ght.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of the repository holds a key or a password that opens anything. */
class NoSecretsTest {
  private static final Path HOUSE = Path.of("..");

  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s*[A-Za-z0-9+/]"),
          Pattern.compile("AKIA[0-9A-Z]{16}"),
          Pattern.compile("gh[pousr]_[A-Za-z0-9]{36}"),
          Pattern.compile("eyJ[A-Za-z0-9_-]{16,}\\.eyJ[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"),
          Pattern.compile("://[^/\\s:@\"'{}$%<>]+:[^/\\s@\"'{}$%<>]+@"),
          Pattern.compile(
              "(?i)(?:password|passwd|passphrase|secret|api[-_]?key|private[-_]?key)\\s*[=:]\\s*"
                  + "[\"']?(?=[^\\s\"']*[0-9])[A-Za-z0-9+/_-]{12,}={0,2}[\"']?\\s*$",
              Pattern.MULTILINE));

  /** What would be one by its looks, in this test alone. */
  private static final Path SELF =
      Path.of("end-to-end/src/test/java/fr/ght/endtoend/NoSecretsTest.java");

  @Test
  void no_tracked_file_holds_a_secret() throws IOException, InterruptedException {
    var files = tracked();
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(files.stream().filter(file -> !file.equals(SELF)).flatMap(NoSecretsTest::secretsIn))
        .isEmpty();
  }

  @Test
  void no_key_store_is_tracked() throws IOException, InterruptedException {
    assertThat(tracked())
        .noneMatch(file ->
            file.toString()
                .matches(".*\\.(p12|pfx|jks|keystore|pem|key|kdbx)|.*/id_(rsa|ed25519)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE",
        "postgresql://inventory:hunter2@db/inventory",
        "quarkus.datasource.password=Zk3nq8Wx1pTr",
        "client_secret: \"0123456789abcdef\"",
        "eyJhbGciOiJSUzI1NiIsImtpZCI6.eyJzdWIiOiJzb21lYm9keSIs.c2lnbmF0dXJlLXNpZ25hdHVyZQ"
      })
  void one_that_was_written_by_mistake_would_be_found(String mistake) {
    assertThat(SECRETS).anyMatch(secret -> secret.matcher(mistake).find());
  }

  private static Stream<String> secretsIn(Path file) {
    var content = content(HOUSE.resolve(file));
    return SECRETS.stream()
        .flatMap(secret -> secret.matcher(content).results())
        .map(found -> file + ": " + found.group());
  }

  private static String content(Path file) {
    try {
      // Of tracked links and of files removed just now there is nothing to read.
      return Files.isRegularFile(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Path> tracked() throws IOException, InterruptedException {
    var git = new ProcessBuilder("git", "ls-files").directory(HOUSE.toFile()).start();
    try (var lines = git.inputReader()) {
      var files = lines.lines().map(Path::of).toList();
      assertThat(git.waitFor()).as("git ls-files").isZero();
      return files;
    }
  }
}
