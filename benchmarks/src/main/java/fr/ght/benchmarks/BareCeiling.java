package fr.ght.benchmarks;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.InflaterInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What no way of taking reports could beat on this machine: the same front and server answering a
 * prolog, a bare insert of a body's size per transaction, and unpacking a report with the JDK's own
 * parser and keeping nothing.
 */
@Command(
    name = "bare-ceiling",
    mixinStandardHelpOptions = true,
    description = "The ceilings beside report-load, on the same running platform.")
public final class BareCeiling implements Callable<Integer> {

  private static final byte[] PROLOG =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <REQUEST><DEVICEID>mesure-1</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>
      """
          .getBytes(StandardCharsets.UTF_8);

  @Option(names = "--to", description = "the front address (default: ${DEFAULT-VALUE})")
  private URI to = URI.create("http://localhost:8080");

  @Option(names = "--database", description = "JDBC address of a database to insert into")
  private @Nullable String database;

  @Option(names = "--rounds", description = "of each ceiling (default: ${DEFAULT-VALUE})")
  private int rounds = 2_000;

  @Option(names = "--concurrency", description = "callers at once (default: ${DEFAULT-VALUE})")
  private int concurrency = 16;

  @Option(names = "--software", description = "entries of a report (default: ${DEFAULT-VALUE})")
  private int software = 874;

  public static void main(String... arguments) {
    System.exit(new CommandLine(new BareCeiling()).execute(arguments));
  }

  @Override
  public Integer call() throws SQLException, XMLStreamException {
    var report =
        Report.of(InventedMachine.of("plafond", 1), Instant.now(), Packages.installed(software))
            .withEverythingAgentsSend();
    var body = Report.zlib(report.xml());
    System.out.printf(
        "%d software entries: %d bytes of XML, %d on the wire%n",
        software, report.xml().length, body.length);
    answerPrologs();
    if (database != null) {
      insert(database, body);
    }
    unpack(body);
    return 0;
  }

  private void answerPrologs() {
    var sequence = (int) (System.currentTimeMillis() / 1000 % 1_000_000);
    var finess = Finess.invented("69", sequence);
    try (var front = new Front(to)) {
      front.createGroup("ght-plafond-" + sequence, "GHT de mesure", finess);
      var push = new Push(front, finess, concurrency);
      var prologs = Collections.nCopies(rounds, new Push.Body("plafond", Report.zlib(PROLOG)));
      push.allAtOnce(prologs);
      System.out.println(push.allAtOnce(prologs).line("prolog"));
    }
  }

  /** One durable transaction a row, which holds as many bytes as the report has on the wire. */
  private void insert(String database, byte[] body) throws SQLException {
    execute(database, "create-ceiling");
    var next = new AtomicInteger();
    var begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < concurrency; caller++) {
        var _ =
            threads.submit(() -> {
              try (var connection = DriverManager.getConnection(database);
                  var insert = connection.prepareStatement(Sql.named("insert-ceiling"))) {
                while (next.getAndIncrement() < rounds) {
                  insert.setBytes(1, body);
                  insert.executeUpdate();
                }
              }
              return null;
            });
      }
    }
    say("bare insert", rounds, begin);
    execute(database, "drop-ceiling");
  }

  private static void execute(String database, String name) throws SQLException {
    try (var connection = DriverManager.getConnection(database);
        var statement = connection.createStatement()) {
      statement.execute(Sql.named(name));
    }
  }

  private void unpack(byte[] body) throws XMLStreamException {
    var parsers = XMLInputFactory.newFactory();
    for (int round = 0; round < 2; round++) {
      int repeated = rounds / 4;
      var begin = System.nanoTime();
      for (int i = 0; i < repeated; i++) {
        var parser =
            parsers.createXMLStreamReader(new InflaterInputStream(new ByteArrayInputStream(body)));
        while (parser.hasNext()) {
          parser.next();
        }
      }
      if (round == 1) {
        say("inflate and parse", repeated, begin);
      }
    }
  }

  private static void say(String what, int count, long begin) {
    var perSecond = count / ((System.nanoTime() - begin) / 1e9);
    System.out.println(String.format(Locale.ROOT, "%-18s %7.0f /s", what, perSecond));
  }
}
