package fr.ght.view.group;

import fr.ght.http.AsOf;
import fr.ght.http.Fingerprint;
import fr.ght.view.facts.Completeness;
import fr.ght.view.facts.Digests;
import fr.ght.view.facts.Recorded;
import fr.ght.view.members.Group;
import fr.ght.view.members.Group.Stay;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** Digests over what views hold of one group and of all that were ever its full members. */
@Singleton
public class GroupDigests {
  private final Members members;
  private final Digests digests;
  private final Completeness completeness;

  public GroupDigests(Members members, Digests digests, Completeness completeness) {
    this.members = members;
    this.digests = digests;
    this.completeness = completeness;
  }

  /** Fails with a problem, 404, if no such group was known as of then. */
  public Uni<DigestAnswer> of(String ght, AsOf asOf) {
    var completeUpTo = completeness.completeUpTo(digests.views().toArray(String[]::new));
    return members
        .group(ght, asOf)
        .chain(group -> byView(group, asOf))
        .map(
            views -> new DigestAnswer(ght, asOf.recordedBy(), completeUpTo, overall(views), views));
  }

  private Uni<Map<String, String>> byView(Group group, AsOf asOf) {
    var establishments = group.fullStays().stream().map(Stay::establishment).distinct().toList();
    var recordedBy = Recorded.by(asOf).toInstant();
    Map<String, String> found = new TreeMap<>();
    return Multi.createFrom()
        .iterable(digests.views())
        .onItem()
        .transformToUniAndConcatenate(view ->
            digests
                .of(view, recordedBy, group.ght(), establishments)
                .invoke(digest -> found.put(view, digest)))
        .collect()
        .last()
        .replaceWith(found);
  }

  private static String overall(Map<String, String> views) {
    var all = new Fingerprint();
    views.forEach((view, digest) -> all.of(view).of(digest));
    return all.hex();
  }
}
