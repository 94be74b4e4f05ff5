package fr.ght.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.ght.benchmarks.Finess;
import fr.ght.benchmarks.InventedMachine;
import fr.ght.benchmarks.Packages;
import fr.ght.benchmarks.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that are no reports are refused at once, in the agent's words, and cost little memory. */
@ExtendWith(OnePlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class BadBodiesJourney {
  private static final String GHT = "ght-hostile";
  private static final String HOSPITAL = Finess.invented("42", 940_001);
  private static final int BOMBS = 64;
  private static final int GOOD_REPORTS = 32;
  private static final long MOST_MORE_KIB = 256 * 1024;

  private final RunningPlatform platform;

  BadBodiesJourney(RunningPlatform platform) {
    this.platform = platform;
  }

  @BeforeAll
  void a_hospital_whose_agents_are_answered() throws IOException {
    platform.front().createGroup(GHT, "GHT malmené", HOSPITAL);
    for (int i = 0; i < GOOD_REPORTS; i++) {
      assertThat(report("before", i).statusCode()).isEqualTo(200);
    }
  }

  @TestFactory
  Stream<DynamicTest> is_refused_within_a_second_in_the_agents_words() {
    return BadBodies.all().entrySet().stream()
        .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> isRefused(body.getValue())));
  }

  private void isRefused(byte[] body) throws IOException {
    var asked = System.nanoTime();
    var answer = platform.front().report(HOSPITAL, body);
    var took = Duration.ofNanos(System.nanoTime() - asked);
    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(said(answer)).contains("<REPLY>", "<RESPONSE>ERROR</RESPONSE>", "<MESSAGE>");
    assertThat(took).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void bombs_cost_little_memory_while_good_reports_are_answered() throws Exception {
    var bomb = BadBodies.bomb();
    var service = platform.pid("inventory-service");
    var before = kib(service, "VmRSS");
    forgetPeak(service);

    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var bombs = new ArrayList<Future<HttpResponse<byte[]>>>();
      for (int i = 0; i < BOMBS; i++) {
        bombs.add(senders.submit(() -> platform.front().report(HOSPITAL, bomb)));
      }
      for (int i = 0; i < GOOD_REPORTS; i++) {
        int number = i;
        Callable<HttpResponse<byte[]>> good = () -> report("meanwhile", number);
        assertThat(senders.submit(good).get().statusCode()).isEqualTo(200);
      }
      for (var sent : bombs) {
        assertThat(sent.get().statusCode()).isBetween(400, 499);
      }
    }

    var more = kib(service, "VmHWM") - before;
    System.out.printf("%d bombs: %d MiB before, %d MiB more%n", BOMBS, before / 1024, more / 1024);
    assertThat(more).isLessThan(MOST_MORE_KIB);
    assertThat(platform.pid("inventory-service")).as("still the same process").isEqualTo(service);
    platform.view().caughtUp(GHT);
    assertThat(platform.view().group(GHT).path("machines").asLong()).isEqualTo(2L * GOOD_REPORTS);
  }

  private HttpResponse<byte[]> report(String fleet, int number) throws IOException {
    var machine = InventedMachine.of(fleet, number);
    var report = Report.of(machine, Instant.now(), Packages.installed(100));
    return platform.front().report(HOSPITAL, Report.zlib(report.xml()));
  }

  /** Mirrors the request's compression, where that could be told. */
  private static String said(HttpResponse<byte[]> answer) throws IOException {
    var body = answer.body();
    if (body.length > 0 && body[0] == 0x78) {
      body = new InflaterInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static void forgetPeak(long pid) {
    assertThatCode(() -> Files.writeString(Path.of("/proc", pid + "", "clear_refs"), "5"))
        .doesNotThrowAnyException();
  }

  private static long kib(long pid, String figure) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", pid + "", "status"))) {
      return lines
          .filter(line -> line.startsWith(figure + ":"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    }
  }
}
