package fr.ght.view.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Invented;
import fr.ght.view.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class ChangesTest {
  private static final Instant DAY = Instant.parse("2026-03-02T09:00:00Z");

  @Inject Feed feed;

  @TestHTTPResource("/api/view/ghts/")
  URI groups;

  private final HttpClient browser = HttpClient.newHttpClient();
  private final Told told = new Told();
  private final String ght = Invented.ght();
  private final String other = Invented.ght();
  private final String here = Invented.finess();
  private final String elsewhere = Invented.finess();

  @BeforeEach
  void two_groups() {
    feed.give(
        told.at(DAY, Told.created(ght)),
        told.at(DAY, Told.created(other)),
        told.at(DAY, Told.joined(ght, here, "MEMBER", "2016-07-01")),
        told.at(DAY, Told.joined(other, elsewhere, "MEMBER", "2016-07-01")));
  }

  @AfterEach
  void the_browser_goes_away() {
    browser.shutdownNow();
  }

  @Test
  void the_first_event_names_all_views_and_when_to_come_again() {
    var lines = open(ght);

    eventually(() -> assertThat(lines).contains("event:change", "retry:2000"));
    assertThat(data(lines).getFirst())
        .contains(
            "\"views\":[\"applications\",\"audit\",\"contracts\",\"groups\",\"incidents\","
                + "\"machines\",\"skills\",\"timeline\"]");
  }

  @Test
  void a_change_reaches_the_pages_of_its_group_and_no_other() {
    var mine = open(ght);
    var theirs = open(other);
    eventually(() -> assertThat(data(mine)).hasSize(1));
    eventually(() -> assertThat(data(theirs)).hasSize(1));

    feed.give(told.at(DAY, Told.discovered(Invented.id(), here, "SERVER", DAY)));
    eventually(() -> assertThat(data(mine)).anyMatch(told -> told.contains(here)));
    // Notices come in one order: once the second has come to its group, so has the first.
    feed.give(told.at(DAY, Told.discovered(Invented.id(), elsewhere, "SERVER", DAY)));
    eventually(() -> assertThat(data(theirs)).anyMatch(told -> told.contains(elsewhere)));

    assertThat(data(theirs)).noneMatch(told -> told.contains(here));
    assertThat(data(mine)).noneMatch(told -> told.contains(elsewhere));
  }

  @Test
  void an_establishment_that_joins_is_followed_from_then_on() {
    var third = Invented.finess();
    var lines = open(ght);
    eventually(() -> assertThat(data(lines)).hasSize(1));

    feed.give(told.at(DAY, Told.joined(ght, third, "MEMBER", "2016-07-01")));
    eventually(
        () -> assertThat(data(lines).stream().skip(1)).anyMatch(told -> told.contains("groups")));
    eventually(() -> {
      feed.give(told.at(DAY, Told.discovered(Invented.id(), third, "SERVER", DAY)));
      assertThat(data(lines)).anyMatch(told -> told.contains(third));
    });
  }

  @Test
  void many_changes_become_few_events() {
    var lines = open(ght);
    eventually(() -> assertThat(data(lines)).hasSize(1));
    var start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      feed.give(told.at(DAY, Told.discovered(Invented.id(), here, "SERVER", DAY)));
    }
    eventually(() -> assertThat(data(lines).size()).isGreaterThan(1));
    var most = 2 + 5 * Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    assertThat((double) data(lines).size()).isLessThanOrEqualTo(most);
  }

  private List<String> open(String group) {
    var lines = new CopyOnWriteArrayList<String>();
    var request =
        HttpRequest.newBuilder(groups.resolve(group + "/stream"))
            .header("Authorization", "Bearer " + AllRights.token())
            .build();
    browser
        .sendAsync(request, BodyHandlers.ofLines())
        .thenAcceptAsync(answer -> answer.body().forEach(lines::add));
    return lines;
  }

  private static List<String> data(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("data:")).toList();
  }

  private static void eventually(ThrowingRunnable shown) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(shown);
  }
}
