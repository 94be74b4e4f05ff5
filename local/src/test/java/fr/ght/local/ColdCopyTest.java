package fr.ght.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdCopyTest {
  private static final String ASIDE = "before_now";

  private DataFolder data;
  private DataFolder other;
  private Path copy;

  @BeforeEach
  void an_instance(@TempDir Path folder) throws IOException {
    data = new DataFolder(folder.resolve("data"));
    other = new DataFolder(folder.resolve("other"));
    copy = folder.resolve("copy");
    Files.createDirectories(data.postgres().resolve("pg_notify"));
    Files.setPosixFilePermissions(data.postgres(), PosixFilePermissions.fromString("rwx------"));
    Files.writeString(data.postgres().resolve("PG_VERSION"), "18\n");
    Files.createDirectories(data.kafka());
    Files.writeString(data.kafka().resolve("log"), "facts");
    Files.writeString(data.path().resolve("instance.json"), "of this run only");
  }

  @Test
  void it_comes_back_with_empty_folders_and_permissions_and_without_what_belongs_to_a_run()
      throws IOException {
    ColdCopy.take(data, copy);
    ColdCopy.bringBack(copy, other, false, ASIDE);

    assertThat(other.postgres().resolve("PG_VERSION")).hasContent("18");
    assertThat(other.postgres().resolve("pg_notify")).isEmptyDirectory();
    assertThat(Files.getPosixFilePermissions(other.postgres()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(other.kafka().resolve("log")).hasContent("facts");
    assertThat(other.path().resolve("instance.json")).doesNotExist();
    assertThat(other.restoring()).doesNotExist();
  }

  @Test
  void what_is_there_is_left_as_it_is_or_set_aside_whole() throws IOException {
    ColdCopy.take(data, copy);
    Files.writeString(data.kafka().resolve("log"), "newer facts");

    assertThatThrownBy(() -> ColdCopy.bringBack(copy, data, false, ASIDE))
        .hasMessageContaining("there are data at")
        .hasMessageContaining("--replace");
    assertThat(data.kafka().resolve("log")).hasContent("newer facts");

    ColdCopy.bringBack(copy, data, true, ASIDE);
    assertThat(data.kafka().resolve("log")).hasContent("facts");
    assertThat(data.path().resolve(ASIDE).resolve("kafka/log")).hasContent("newer facts");
  }

  @Test
  void a_file_that_was_cut_off_is_refused_before_anything_is_touched() throws IOException {
    ColdCopy.take(data, copy);
    Files.writeString(copy.resolve("kafka/log"), "fact");
    refused("has 4 bytes and should have 5");
  }

  @Test
  void a_file_with_another_content_is_refused_before_anything_is_touched() throws IOException {
    ColdCopy.take(data, copy);
    Files.writeString(copy.resolve("kafka/log"), "faces");
    refused("its SHA-256 is another");
  }

  @Test
  void a_missing_file_is_named() throws IOException {
    ColdCopy.take(data, copy);
    Files.delete(copy.resolve("postgres/PG_VERSION"));
    refused("PG_VERSION is missing");
  }

  @Test
  void a_newer_programs_copy_is_refused() throws IOException {
    ColdCopy.take(data, copy);
    Files.writeString(copy.resolve("cold-copy.json"), "{\"format\": 2}");
    refused("has format 2, and this program reads up to 1");
  }

  @Test
  void a_copy_that_was_interrupted_is_none() throws IOException {
    ColdCopy.take(data, copy);
    Files.delete(copy.resolve("cold-copy.json"));
    assertThat(ColdCopy.isOne(copy)).isFalse();
  }

  @Test
  void a_restore_that_was_interrupted_in_the_middle_is_no_instance_and_is_finished_by_the_next()
      throws IOException {
    ColdCopy.take(data, copy);
    // Killed after Kafka was put in place, while PostgreSQL is still the one from before.
    Files.createDirectories(other.kafka());
    Files.writeString(other.kafka().resolve("log"), "facts");
    Files.createDirectories(other.postgres());
    Files.writeString(other.postgres().resolve("PG_VERSION"), "of before");
    Files.createDirectories(other.restoring().resolve("postgres"));
    Files.writeString(other.restoring().resolve("postgres/PG_VERSION"), "18");

    assertThatThrownBy(() -> ColdCopy.refuseHalfRestored(other))
        .hasMessageContaining("was interrupted: run it again");
    ColdCopy.bringBack(copy, other, true, ASIDE);

    assertThat(other.kafka().resolve("log")).hasContent("facts");
    assertThat(other.postgres().resolve("PG_VERSION")).hasContent("18");
    assertThat(other.path().resolve(ASIDE).resolve("postgres/PG_VERSION")).hasContent("of before");
    ColdCopy.refuseHalfRestored(other);
  }

  @Test
  void what_the_copy_does_not_have_is_set_aside_as_well() throws IOException {
    ColdCopy.take(data, copy);
    Files.createDirectories(other.path());
    Files.writeString(other.sampleMarker(), "{}");
    ColdCopy.bringBack(copy, other, true, ASIDE);

    assertThat(other.sampleMarker()).doesNotExist();
    assertThat(other.path().resolve(ASIDE).resolve("sample.json")).exists();
  }

  private void refused(String reason) {
    assertThatThrownBy(() -> ColdCopy.bringBack(copy, other, false, ASIDE))
        .hasMessageContaining(reason);
    assertThat(other.postgres()).doesNotExist();
    assertThat(other.kafka()).doesNotExist();
  }
}
