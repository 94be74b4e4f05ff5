package fr.ght.view.matrix;

import fr.ght.http.AsOf;
import fr.ght.view.facts.Completeness;
import fr.ght.view.matrix.Applications.Deployed;
import fr.ght.view.matrix.MatrixAnswer.Cell;
import fr.ght.view.matrix.MatrixAnswer.Column;
import fr.ght.view.matrix.MatrixAnswer.Function;
import fr.ght.view.members.Group.Member;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which member runs what for which business function. */
@Singleton
public class Matrix {
  private final Members members;
  private final Applications applications;
  private final Completeness completeness;

  public Matrix(Members members, Applications applications, Completeness completeness) {
    this.members = members;
    this.applications = applications;
    this.completeness = completeness;
  }

  /** Fails with a problem, 404, if no such group was known as of then. */
  public Uni<MatrixAnswer> of(String ght, AsOf asOf) {
    var completeUpTo = completeness.completeUpTo(GroupsView.NAME, ApplicationsView.NAME);
    return members
        .group(ght, asOf)
        .chain(group -> {
          var columns = group.fullMembersOn(asOf.on());
          var establishments = columns.stream().map(Member::establishment).toList();
          return applications
              .of(establishments, asOf)
              .map(all ->
                  new MatrixAnswer(
                      ght,
                      asOf.recordedBy(),
                      asOf.on(),
                      completeUpTo,
                      columns.stream()
                          .map(column -> new Column(column.establishment(), column.name()))
                          .toList(),
                      functions(all)));
        });
  }

  private static List<Function> functions(List<Deployed> all) {
    var sharers = sharers(all);
    var cells =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Deployed::function,
                    LinkedHashMap::new,
                    Collectors.mapping(deployed -> cell(deployed, sharers), Collectors.toList())));
    return cells.entrySet().stream()
        .map(row -> new Function(row.getKey(), row.getValue()))
        .toList();
  }

  /** An instance of a product. */
  private record Instance(String product, String name) {

    static Optional<Instance> of(Deployed deployed) {
      return Optional.ofNullable(deployed.instance())
          .map(name -> new Instance(deployed.product(), name));
    }
  }

  private static Map<Instance, Set<String>> sharers(List<Deployed> all) {
    var sharers = new HashMap<Instance, Set<String>>();
    for (var deployed : all) {
      Instance.of(deployed)
          .ifPresent(instance ->
              sharers
                  .computeIfAbsent(instance, _ -> new HashSet<>())
                  .add(deployed.establishment()));
    }
    return sharers;
  }

  private static Cell cell(Deployed deployed, Map<Instance, Set<String>> sharers) {
    return new Cell(
        deployed.establishment(),
        deployed.application(),
        deployed.product(),
        deployed.version(),
        deployed.state(),
        deployed.users(),
        deployed.instance(),
        Instance.of(deployed).map(sharers::get).map(Set::size).orElse(0));
  }
}
