package fr.ght.local.sample;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sample's data, as the files beside this class hold it. */
public record SampleGroup(
    List<Member> members,
    List<Model> models,
    List<Software> software,
    List<Application> applications,
    List<Contract> contracts,
    List<Skill> skills) {

  public static final String CODE = "ght-loire";
  static final String NAME = "GHT Loire";

  /** An establishment, what it declares, and how many of its machines report. */
  public record Member(
      String finess,
      String name,
      String role,
      String from,
      int beds,
      int staff,
      int workstations,
      int itStaff,
      int seenWorkstations,
      int seenServers) {

    LocalDate since() {
      return LocalDate.parse(from);
    }
  }

  /** A kind of machine; {@code software} names the set that is installed on it. */
  public record Model(
      String kind,
      String manufacturer,
      String model,
      String chassis,
      String processor,
      int memoryMib,
      long diskMb,
      String system,
      String systemVersion,
      String kernel,
      String software) {

    boolean isServer() {
      return kind.equals("SERVER");
    }
  }

  public record Software(String set, String name, String version, String publisher, String from) {}

  public record Application(
      String id,
      String establishment,
      String function,
      String product,
      String version,
      String state,
      @Nullable Integer users,
      @Nullable String instance) {}

  /**
   * @param startedAgo how long before the loading of the sample it began
   * @param signed false for a draft
   */
  public record Contract(
      String id,
      String establishment,
      String kind,
      String supplier,
      String subject,
      @Nullable String reference,
      String startedAgo,
      @Nullable String initialTerm,
      @Nullable String renewalTerm,
      @Nullable Integer renewals,
      @Nullable Boolean tacit,
      @Nullable String notice,
      @Nullable BigDecimal amount,
      @Nullable String amountPer,
      boolean signed) {}

  /**
   * @param untilIn how long after the loading of the sample they leave
   */
  public record Skill(
      String establishment, String product, String level, int people, @Nullable String untilIn) {}

  public static SampleGroup load() {
    return new SampleGroup(
        rows("members.csv", Member.class),
        rows("models.csv", Model.class),
        rows("software.csv", Software.class),
        rows("applications.csv", Application.class),
        rows("contracts.csv", Contract.class),
        rows("skills.csv", Skill.class));
  }

  String support() {
    return members.stream()
        .filter(member -> member.role().equals("SUPPORT"))
        .map(Member::finess)
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> rows(String file, Class<T> type) {
    try (var in = SampleGroup.class.getResourceAsStream(file);
        MappingIterator<T> rows =
            new CsvMapper()
                .readerFor(type)
                .with(CsvSchema.emptySchema().withHeader())
                .with(CsvParser.Feature.EMPTY_STRING_AS_NULL)
                .readValues(in)) {
      return rows.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException("the sample's " + file + " cannot be read", e);
    }
  }
}
