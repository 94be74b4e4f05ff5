package fr.ght.inventory.domain.lifecycle;

import static fr.ght.eventsourcing.testing.DeciderSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.lifecycle.Lifecycle.LifecycleRecorded;
import fr.ght.inventory.domain.lifecycle.Lifecycle.RecordLifecycle;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private static final Lifecycle LIFECYCLE = new Lifecycle();

  private static Release release(String name, @Nullable String end) {
    var day = end == null ? null : LocalDate.parse(end);
    return new Release(name, null, null, null, day, null, null, null);
  }

  private static RecordLifecycle told(Release... releases) {
    return new RecordLifecycle(null, "firefox", "Firefox", List.of(releases), "a file");
  }

  private static LifecycleRecorded recorded(Release... releases) {
    return new LifecycleRecorded(null, "firefox", "Firefox", List.of(releases), "a file");
  }

  @Test
  void what_is_told_anew_is_recorded_whole_and_what_is_known_is_not() {
    var old = release("115", "2025-03-01");
    var prolonged = release("115", "2026-03-24");
    given(LIFECYCLE).when(told(old)).then(recorded(old));
    given(LIFECYCLE, recorded(old)).when(told(old)).thenNothing();
    given(LIFECYCLE, recorded(old)).when(told(prolonged)).then(recorded(prolonged));
  }

  private static @Nullable String releaseOf(String product, @Nullable String version) {
    var releases =
        List.of(
            release("1", null),
            release("1.1", null),
            release("11", null),
            release("2019", null),
            release("22.04", null));
    return Lifecycle.releaseOf(releases, product, version).map(Release::name).orElse(null);
  }

  @Test
  void a_version_is_of_the_release_with_the_longest_name_that_it_begins_with() {
    assertThat(releaseOf("Invented", "1.1.9")).isEqualTo("1.1");
    assertThat(releaseOf("Invented", "1.2")).isEqualTo("1");
    assertThat(releaseOf("Invented", "11.0.1")).isEqualTo("11");
    assertThat(releaseOf("Invented", "11")).isEqualTo("11");
    assertThat(releaseOf("Invented", "22.04.3")).isEqualTo("22.04");
    assertThat(releaseOf("Invented", "1:22.04.3-1")).isEqualTo("22.04");
  }

  @Test
  void a_number_that_only_begins_alike_is_another_release() {
    assertThat(releaseOf("Invented", "112.0")).isNull();
    assertThat(releaseOf("Invented", "3.1")).isNull();
    assertThat(releaseOf("Invented", null)).isNull();
  }

  @Test
  void a_year_in_a_product_s_name_is_its_release_where_versions_are_counted_otherwise() {
    assertThat(releaseOf("Invented Server 2019", "15.0.2000.5")).isEqualTo("2019");
    assertThat(releaseOf("Invented Server 2019 Express", "15.0.2000.5")).isEqualTo("2019");
    assertThat(releaseOf("Invented Server 20191", "15.0")).isNull();
  }
}
