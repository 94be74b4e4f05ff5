package fr.ght.view.facts;

import static fr.ght.view.Feed.got;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.ReceivedFact;
import fr.ght.http.AsOf;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Feed;
import fr.ght.view.Told;
import fr.ght.view.group.GroupAnswer;
import fr.ght.view.group.GroupDigests;
import fr.ght.view.group.Groups;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the views say depends on the facts, and not on the order or the batches they came in. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class ArrivalOrderTest {
  /** Moves on by itself. */
  private static final String HOW_COMPLETE = "\"completeUpTo\":(null|\"[^\"]*\")";

  private static final int ORDERS = 3;
  private static final List<Instant> INSTANTS =
      List.of(
          Histories.START,
          Histories.START.plus(Duration.ofHours(30)),
          Histories.START.plus(Duration.ofDays(8)),
          Histories.START.plus(Duration.ofDays(20)),
          Histories.START.plus(Duration.ofDays(60)));

  @Inject Feed feed;
  @Inject Digests digests;
  @Inject GroupDigests groupDigests;
  @Inject Groups groups;

  @BeforeEach
  void start_from_nothing() {
    feed.empty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_same_facts_in_any_order_give_the_same_digests_and_answers(long seed) {
    var history = Histories.of(seed);
    var dice = new Random(seed);
    feed.give(Histories.shuffled(history, dice));
    var digestsBefore = allDigests();
    var answersBefore = allAnswers();

    for (int i = 0; i < ORDERS; i++) {
      feed.empty();
      inBatches(Histories.shuffled(history, dice), dice);
      assertThat(allAnswers()).isEqualTo(answersBefore);
      assertThat(allDigests()).isEqualTo(digestsBefore);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void counts_and_freshness_are_those_of_counting_machine_by_machine(long seed) {
    var history = Histories.of(seed);
    var dice = new Random(seed);
    inBatches(Histories.shuffled(history, dice), dice);

    for (var instant : INSTANTS) {
      for (var ght : Histories.GROUPS) {
        for (var establishment : establishments(ght, instant)) {
          var recount = Recount.of(establishment.finess(), instant, history);
          assertThat(establishment.machines()).isEqualTo(recount.counted());
          assertThat(establishment.freshness())
              .isEqualTo(
                  recount.counted() == 0 ? null : (double) recount.fresh() / recount.counted());
        }
      }
    }
  }

  @Test
  void a_corrupted_row_shows_in_the_digest_and_a_rebuild_mends_it() {
    var facts = Histories.shuffled(Histories.of(21), new Random(21));
    feed.give(facts);
    var before = allDigests();
    var corruptions =
        Map.ofEntries(
            Map.entry("update group_row set name = 'Another'", "groups"),
            Map.entry("update machine_row set software_count = 7", "machines"),
            Map.entry("update machine_count set machines = machines + 1", "machines"),
            Map.entry("update machine_count_delta set delta = delta + 1", "machines"),
            Map.entry("update freshness_delta set delta = delta + 1", "machines"),
            Map.entry("update application_row set product = 'Another'", "applications"),
            Map.entry("update contract_row set cost = 1", "contracts"),
            Map.entry("update skill_row set people = people + 1", "skills"),
            Map.entry("delete from incident_row", "incidents"),
            Map.entry("update timeline_row set details = '{}'", "timeline"),
            Map.entry("update audit_row set actor = 'another'", "audit"));

    corruptions.forEach((corruption, view) -> {
      assertThat(feed.execute(corruption)).isPositive();
      assertThat(got(digests.of(view, Recorded.ALL))).isNotEqualTo(before.get(view + " now"));
      feed.empty();
      feed.give(facts);
      assertThat(allDigests()).isEqualTo(before);
    });
  }

  @Test
  void when_a_machine_was_last_seen_is_no_part_of_the_digest() {
    feed.give(Histories.shuffled(Histories.of(22), new Random(22)));
    var before = allDigests();
    assertThat(feed.execute("update machine_seen set seen_at = now()")).isPositive();
    assertThat(allDigests()).isEqualTo(before);
  }

  @Test
  void what_is_recorded_later_leaves_an_earlier_digest_as_it_was() {
    var history = Histories.of(23);
    var cut = INSTANTS.get(2);
    var all = Histories.shuffled(history, new Random(23));
    feed.give(all.stream().filter(received -> !received.recordedAt().isAfter(cut)).toList());
    var views = digests.views();
    var before = views.stream().map(view -> got(digests.of(view, cut))).toList();

    feed.give(all.stream().filter(received -> received.recordedAt().isAfter(cut)).toList());
    assertThat(views.stream().map(view -> got(digests.of(view, cut))).toList()).isEqualTo(before);
  }

  @Test
  void a_change_in_one_group_leaves_the_digest_of_the_other_as_it_was() {
    feed.give(Histories.shuffled(Histories.of(24), new Random(24)));
    var a = got(groupDigests.of("ght-a", AsOf.now()));
    var b = got(groupDigests.of("ght-b", AsOf.now()));
    var told = new Told();
    feed.give(
        told.at(INSTANTS.getLast(), Told.declared("new", "990000001", "billing", "New", null)));

    assertThat(got(groupDigests.of("ght-a", AsOf.now())).digest()).isNotEqualTo(a.digest());
    assertThat(got(groupDigests.of("ght-b", AsOf.now())).views()).isEqualTo(b.views());
  }

  private void inBatches(List<ReceivedFact<InventoryFact>> facts, Random dice) {
    for (int from = 0; from < facts.size(); ) {
      int to = Math.min(facts.size(), from + 1 + dice.nextInt(40));
      feed.give(facts.subList(from, to));
      from = to;
    }
  }

  private Map<String, String> allDigests() {
    var all = new TreeMap<String, String>();
    for (var view : digests.views()) {
      all.put(view + " now", got(digests.of(view, Recorded.ALL)));
      all.put(view + " then", got(digests.of(view, INSTANTS.get(2))));
    }
    Histories.GROUPS.forEach(ght -> all.put(ght, got(groupDigests.of(ght, AsOf.now())).digest()));
    return all;
  }

  private static List<String> allAnswers() {
    var answers = new ArrayList<String>();
    for (var ght : Histories.GROUPS) {
      for (var instant : INSTANTS) {
        answersAbout(ght, "?asOf=" + instant, answers);
      }
      answersAbout(ght, "?on=2026-03-12", answers);
    }
    return answers;
  }

  private static void answersAbout(String ght, String when, List<String> answers) {
    answers.add(get(when));
    answers.add(get("/" + ght + when));
    answers.add(get("/" + ght + "/matrix" + when));
    answers.add(get("/" + ght + "/assets" + when + "&limit=500"));
    answers.add(get("/" + ght + "/contracts" + when + "&limit=500"));
    answers.add(get("/" + ght + "/contracts/figures" + when));
    answers.add(get("/" + ght + "/skills" + when));
    answers.add(get("/" + ght + "/audit" + when.replaceFirst("on=.*", "limit=500")));
    answers.add(get("/" + ght + "/timeline" + when.replaceFirst("on=.*", "limit=500")));
  }

  private static String get(String rest) {
    var answer = given().get("/api/view/ghts" + rest).then().statusCode(200).extract().asString();
    return answer.replaceAll(HOW_COMPLETE, "");
  }

  private List<GroupAnswer.Establishment> establishments(String ght, Instant instant) {
    return got(groups.group(ght, at(instant))).establishments().stream()
        .filter(establishment -> !establishment.role().equals("PARTNER"))
        .toList();
  }

  private static AsOf at(Instant instant) {
    return new AsOf(instant, LocalDate.ofInstant(instant, AsOf.PARIS));
  }
}
