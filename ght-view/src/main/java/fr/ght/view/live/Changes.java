package fr.ght.view.live;

import fr.ght.http.AsOf;
import fr.ght.view.facts.Completeness;
import fr.ght.view.facts.Notice;
import fr.ght.view.members.Group;
import fr.ght.view.members.Group.Stay;
import fr.ght.view.members.GroupsView;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells an open page what to read again. */
@Singleton
public class Changes {
  private static final Logger LOG = Logger.getLogger(Changes.class);

  /** At most five events a second a page, however many changes there are. */
  private static final Duration PACE = Duration.ofMillis(200);

  private final Listener listener;
  private final Members members;
  private final Completeness completeness;

  public Changes(Listener listener, Members members, Completeness completeness) {
    this.listener = listener;
    this.members = members;
    this.completeness = completeness;
  }

  /**
   * Changes of the group and of its full members, gathered while the page takes its time. The first
   * comes at once and names all views: what changed since the page was read is not known. Ends only
   * when the page goes away; fails with a problem, 404, if there is no such group.
   */
  public Multi<Change> of(String ght) {
    return members
        .group(ght, AsOf.now())
        .map(group -> new Pending(ght, of(group)))
        .onItem()
        .transformToMulti(pending -> follow(ght, pending));
  }

  private Multi<Change> follow(String ght, Pending pending) {
    listener.views().forEach(view -> pending.take(Notice.everything(view)));
    var hearing = listener.notices().subscribe().with(notice -> hear(ght, pending, notice));
    return Multi.createFrom()
        .ticks()
        .every(PACE)
        .onOverflow()
        .drop()
        .map(_ -> pending.hand(this::complete))
        .filter(Optional::isPresent)
        .map(Optional::orElseThrow)
        .onTermination()
        .invoke(hearing::cancel);
  }

  private void hear(String ght, Pending pending, Notice notice) {
    pending.take(notice);
    if (notice.view().equals(GroupsView.NAME) && pending.concernsGroup(notice)) {
      members
          .group(ght, AsOf.now())
          .subscribe()
          .with(
              group -> pending.follow(of(group)),
              failure -> LOG.warnf("The members of %s are as before: %s", ght, failure));
    }
  }

  private Change complete(Change change) {
    return new Change(
        change.views(),
        change.establishments(),
        completeness.completeUpTo(change.views().toArray(String[]::new)));
  }

  private static List<String> of(Group group) {
    return group.fullStays().stream().map(Stay::establishment).distinct().toList();
  }
}
