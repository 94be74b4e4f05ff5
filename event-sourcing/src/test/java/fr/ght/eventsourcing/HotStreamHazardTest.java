package fr.ght.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.eventsourcing.Rack.Command.Install;
import fr.ght.eventsourcing.postgres.LogDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many write one stream at once, through command handlers as several processes have them. */
class HotStreamHazardTest {
  private static final StreamId RACK = new StreamId("rack", "hot");
  private static final int WRITERS = 32;
  private static final int PROCESSES = 3;
  private static final int CONNECTIONS_EACH = 6;
  private static final int EACH = 10;

  private static LogDatabase database;

  private static List<CommandHandler<Rack.Command, Rack, Rack.Event>> handlers;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
    handlers =
        Stream.generate(() ->
                new CommandHandler<>(
                    new Rack.RackDecider(),
                    Rack.TYPES,
                    database.anotherStore(CONNECTIONS_EACH),
                    ForkJoinPool.commonPool()))
            .limit(PROCESSES)
            .toList();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void every_command_on_a_hot_stream_lands_exactly_once() {
    var outcomes =
        together(writer ->
            inTurn(number -> handler(writer).handle(RACK, install(writer, number), context(null))));

    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
    assertThat(installed()).doesNotHaveDuplicates().hasSize(WRITERS * EACH);
  }

  @Test
  void every_command_that_is_sent_twice_at_once_on_a_hot_stream_lands_exactly_once() {
    var outcomes =
        together(writer ->
            inTurn(number -> {
              var id = new UUID(writer / 2, number);
              var context = context(new CommandId("chu", id, "f"));
              return handler(writer).handle(RACK, install(writer / 2, number), context);
            }));

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(WRITERS / 2 * EACH);
    assertThat(outcomes).filteredOn(Outcome.Repeated.class::isInstance).hasSize(WRITERS / 2 * EACH);
    assertThat(installed()).doesNotHaveDuplicates().hasSize(WRITERS / 2 * EACH);
  }

  @Test
  void of_racks_that_want_the_same_server_at_once_exactly_one_gets_it() {
    var outcomes =
        together(writer ->
            handler(writer)
                .handle(
                    new StreamId("rack", "r" + writer),
                    new Install("dpi-1"),
                    context(null),
                    OptionalLong.empty(),
                    Rack.oneRackEach(0))
                .map(List::of));

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(new Outcome.ClaimLost<Rack>("server/dpi-1")::equals)
        .hasSize(WRITERS - 1);
  }

  private static Install install(int writer, int number) {
    return new Install("server-%d-%d".formatted(writer, number));
  }

  private static List<String> installed() {
    return Rack.names(database.store().read(RACK).await().atMost(Duration.ofSeconds(20)));
  }

  /** One of those that stand for three processes. */
  private CommandHandler<Rack.Command, Rack, Rack.Event> handler(int writer) {
    return handlers.get(writer % handlers.size());
  }

  private static Context context(@Nullable CommandId command) {
    return new Context(new Actor("s-1", "dsi"), Instant.now(), command, UUID.randomUUID(), null);
  }

  private static Uni<List<Outcome<Rack>>> inTurn(IntFunction<Uni<Outcome<Rack>>> command) {
    return Multi.createFrom()
        .range(0, EACH)
        .onItem()
        .transformToUniAndConcatenate(command::apply)
        .collect()
        .asList();
  }

  private static List<Outcome<Rack>> together(IntFunction<Uni<List<Outcome<Rack>>>> writer) {
    var all = IntStream.range(0, WRITERS).mapToObj(writer).toList();
    return Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(60)).stream()
        .flatMap(List::stream)
        .toList();
  }
}
