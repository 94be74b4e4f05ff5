package fr.ght.inventory.intake.imports;

import fr.ght.access.Action;
import fr.ght.access.Role;
import fr.ght.access.signin.Origin;
import fr.ght.eventsourcing.CommandHandler.Loaded;
import fr.ght.eventsourcing.Context;
import fr.ght.eventsourcing.StreamId;
import fr.ght.http.Problem;
import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.ProblemException;
import fr.ght.http.csv.CsvFile;
import fr.ght.http.csv.CsvFile.Row;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.Commands;
import fr.ght.inventory.intake.Commands.Foreseen;
import fr.ght.inventory.intake.Establishments;
import fr.ght.inventory.intake.Rights;
import fr.ght.inventory.intake.imports.ImportReport.LineError;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes files: reads every line, looks what it would change, and then, line by line and many side
 * by side, carries out what does. A file that was broken off may be sent again.
 */
@Singleton
final class Imports {
  /** As many appends as share a transaction well, and no more work than that at once. */
  private static final int SIDE_BY_SIDE = 128;

  private final Rights rights;
  private final Establishments establishments;

  Imports(Rights rights, Establishments establishments) {
    this.rights = rights;
    this.establishments = establishments;
  }

  /**
   * @param dryRun nothing shall be written
   * @param skipErrors the good lines shall be written though others are wrong
   */
  record Wanted(boolean dryRun, boolean skipErrors) {}

  /** What is known of a line: it changes nothing, is good, or is wrong. */
  private sealed interface Looked<C, S> {
    Row row();
  }

  private record Same<C, S>(Row row) implements Looked<C, S> {}

  private record Good<C, S>(Row row, Intended<C, S> intended, Role role, Foreseen foreseen)
      implements Looked<C, S> {}

  private record Wrong<C, S>(Row row, List<LineError> errors) implements Looked<C, S> {}

  /**
   * @return fails with a problem: 403, 400 for what is no such file, 422 with every line and column
   *     if lines are wrong and are not to be skipped
   */
  <C, S, E> Uni<ImportReport> run(
      byte[] body,
      ImportFormat<C, S> format,
      Commands<C, S, E> commands,
      Origin origin,
      Wanted wanted) {
    return run(
        body,
        format,
        commands,
        (line, context) -> commands.carryOut(line.stream(), line.found(), line.command(), context),
        origin,
        wanted);
  }

  /**
   * What a good line would carry out.
   *
   * @param found what its command was foreseen on
   */
  record Intended<C, S>(StreamId stream, Finess establishment, Loaded<S> found, C command) {}

  /** How the commands of lines are carried out. */
  @FunctionalInterface
  interface Writing<C, S> {
    Uni<Commands.Answer<S>> carryOut(Intended<C, S> line, Context context);

    /**
     * Which of these would be refused because of those before them, though none is by itself.
     *
     * @param lines in the order of the file
     */
    default Uni<Map<StreamId, ProblemException>> foresee(List<Intended<C, S>> lines) {
      return Uni.createFrom().item(Map.of());
    }
  }

  /** The same, of commands that are not carried out as they come. */
  <K extends C, C, S, E> Uni<ImportReport> run(
      byte[] body,
      ImportFormat<K, S> format,
      Commands<C, S, E> commands,
      Writing<K, S> writing,
      Origin origin,
      Wanted wanted) {
    Rights.requireRole(origin.caller(), format.action());
    return Uni.createFrom()
        .item(() -> CsvFile.read(body, format.columns()))
        .runSubscriptionOn(Infrastructure.getDefaultExecutor())
        .chain(file ->
            look(file, format, commands, origin)
                .chain(looked -> foreseeTogether(looked, format, writing))
                .chain(looked -> finish(file, looked, format, writing, origin, wanted)));
  }

  // ---- looking ----

  private <K extends C, C, S, E> Uni<List<Looked<K, S>>> look(
      CsvFile file, ImportFormat<K, S> format, Commands<C, S, E> commands, Origin origin) {
    var roles = new ConcurrentHashMap<Finess, Uni<Role>>();
    var first = new HashMap<String, Integer>();
    var looks = new ArrayList<Uni<Looked<K, S>>>();
    for (var rows : format.together(file.rows())) {
      looks.add(
          look(rows, format, commands, first, at -> role(roles, origin, format.action(), at)));
    }
    return sideBySide(looks)
        .map(all -> all.stream().sorted(Comparator.comparingInt(one -> one.row().line())).toList());
  }

  private static <T> Uni<List<T>> sideBySide(List<Uni<T>> all) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUni(one -> one)
        .merge(SIDE_BY_SIDE)
        .collect()
        .asList();
  }

  private static <K extends C, C, S, E> Uni<Looked<K, S>> look(
      List<Row> rows,
      ImportFormat<K, S> format,
      Commands<C, S, E> commands,
      Map<String, Integer> first,
      Function<Finess, Uni<Role>> role) {
    var row = rows.getFirst();
    var tooLong = rows.stream().filter(Row::isTooLong).findFirst();
    if (tooLong.isPresent()) {
      return wrong(tooLong.get(), null, "has more cells than there are headings");
    }
    ImportedLine<K, S> line;
    try {
      line = format.read(rows);
    } catch (ProblemException e) {
      return Uni.createFrom().item(new Wrong<K, S>(row, errors(rows, format, e)));
    }
    var earlier = first.putIfAbsent(line.about(), row.line());
    if (earlier != null) {
      return wrong(row, null, "is about the same as line " + earlier);
    }
    return role.apply(line.establishment())
        .chain(as ->
            commands.load(line.stream()).map(found -> foreseen(row, line, commands, as, found)))
        .onFailure(ProblemException.class)
        .recoverWithItem(refused -> new Wrong<K, S>(row, errors(rows, format, refused)));
  }

  private static <K extends C, C, S, E> Looked<K, S> foreseen(
      Row row, ImportedLine<K, S> line, Commands<C, S, E> commands, Role role, Loaded<S> found) {
    var owner = line.owner().apply(found.state());
    if (owner.isPresent() && !owner.get().equals(line.establishment())) {
      // Whose it is may be none of the caller's business.
      throw Problem.invalid("id", "is taken: choose another one");
    }
    var command = line.command().apply(found.state());
    var foreseen = commands.foresee(found, command);
    return switch (foreseen) {
      case UNCHANGED -> new Same<>(row);
      case CREATED, CHANGED ->
          new Good<>(
              row,
              new Intended<>(line.stream(), line.establishment(), found, command),
              role,
              foreseen);
    };
  }

  private static <C, S> Uni<List<Looked<C, S>>> foreseeTogether(
      List<Looked<C, S>> looked, ImportFormat<C, S> format, Writing<C, S> writing) {
    var intended =
        looked.stream()
            .flatMap(one ->
                one instanceof Good<C, S> good
                    ? Stream.of(good.intended())
                    : Stream.<Intended<C, S>>of())
            .toList();
    return writing
        .foresee(intended)
        .map(refused -> looked.stream().map(one -> refused(one, format, refused)).toList());
  }

  private static <C, S> Looked<C, S> refused(
      Looked<C, S> looked, ImportFormat<C, S> format, Map<StreamId, ProblemException> refused) {
    if (!(looked instanceof Good<C, S> good)) {
      return looked;
    }
    var why = refused.get(good.intended().stream());
    return why == null ? good : new Wrong<>(good.row(), errors(List.of(good.row()), format, why));
  }

  /** Asked once for each establishment of a file. */
  private Uni<Role> role(
      Map<Finess, Uni<Role>> roles, Origin origin, Action action, Finess establishment) {
    return roles.computeIfAbsent(
        establishment,
        at ->
            rights
                .require(origin.caller(), action, at, Establishments::unseen)
                .call(() -> establishments.requireKnown(at))
                .onFailure(ProblemException.class)
                .transform(refused -> ofEstablishment(refused))
                .memoize()
                .indefinitely());
  }

  private static ProblemException ofEstablishment(ProblemException refused) {
    return Problem.invalid(ImportColumns.ESTABLISHMENT, sentence(refused.problem().detail()));
  }

  /** As the reason of a field: it begins small, and has no full stop. */
  private static String sentence(String detail) {
    return detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
  }

  private static <C, S> Uni<Looked<C, S>> wrong(Row row, @Nullable String column, String reason) {
    return Uni.createFrom()
        .item(new Wrong<>(row, List.of(new LineError(row.line(), column, reason))));
  }

  private static List<LineError> errors(
      List<Row> rows, ImportFormat<?, ?> format, ProblemException refused) {
    var problem = refused.problem();
    return problem.errors().isEmpty()
        ? List.of(new LineError(rows.getFirst().line(), null, sentence(problem.detail())))
        : problem.errors().stream().map(error -> error(rows, format, error)).toList();
  }

  private static LineError error(List<Row> rows, ImportFormat<?, ?> format, FieldError error) {
    var row = format.place(error.field(), rows);
    return new LineError(row.line(), row.heading(format.column(error.field())), error.reason());
  }

  // ---- writing ----

  private static <C, S> Uni<ImportReport> finish(
      CsvFile file,
      List<Looked<C, S>> looked,
      ImportFormat<C, S> format,
      Writing<C, S> writing,
      Origin origin,
      Wanted wanted) {
    var foreseen = report(file, looked, wanted.dryRun());
    if (wanted.dryRun()) {
      return Uni.createFrom().item(foreseen);
    }
    if (foreseen.refused() > 0 && !wanted.skipErrors()) {
      return Uni.createFrom().failure(foreseen.asProblem());
    }
    return sideBySide(looked.stream().map(one -> write(one, format, writing, origin)).toList())
        .map(written -> report(file, written, false));
  }

  private static <C, S> Uni<Looked<C, S>> write(
      Looked<C, S> looked, ImportFormat<C, S> format, Writing<C, S> writing, Origin origin) {
    return switch (looked) {
      case Wrong<C, S> wrong -> Uni.createFrom().item(wrong);
      case Same<C, S> same -> Uni.createFrom().item(same);
      case Good<C, S> good ->
          writing
              .carryOut(good.intended(), origin.as(good.role(), null))
              .<Looked<C, S>>map(_ -> good)
              .onFailure(ProblemException.class)
              .recoverWithItem(
                  refused -> new Wrong<>(good.row(), errors(List.of(good.row()), format, refused)));
    };
  }

  private static <C, S> ImportReport report(
      CsvFile file, List<Looked<C, S>> looked, boolean dryRun) {
    var errors =
        looked.stream()
            .flatMap(one ->
                one instanceof Wrong<C, S> wrong ? wrong.errors().stream() : Stream.<LineError>of())
            .sorted(Comparator.comparingInt(LineError::line))
            .toList();
    return new ImportReport(
        dryRun,
        file.rows().size(),
        count(looked, Foreseen.CREATED),
        count(looked, Foreseen.CHANGED),
        (int) looked.stream().filter(one -> one instanceof Same<C, S>).count(),
        (int) looked.stream().filter(one -> one instanceof Wrong<C, S>).count(),
        errors.subList(0, Math.min(errors.size(), ImportReport.MOST_ERRORS)),
        Math.max(0, errors.size() - ImportReport.MOST_ERRORS),
        file.ignored());
  }

  private static <C, S> int count(List<Looked<C, S>> looked, Foreseen foreseen) {
    return (int)
        looked.stream()
            .filter(one -> one instanceof Good<C, S> good && good.foreseen() == foreseen)
            .count();
  }
}
