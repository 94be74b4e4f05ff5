package fr.ght.view.live;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an open page may read again.
 *
 * @param views whose rows changed: groups, machines, applications, contracts, skills, incidents,
 *     timeline, audit
 * @param establishments of the group that it is about; none named: the whole group
 * @param completeUpTo as all answers say it
 */
@Schema(name = "Change")
public record Change(
    List<String> views, List<String> establishments, @Nullable Instant completeUpTo) {
  public Change {
    views = List.copyOf(views);
    establishments = List.copyOf(establishments);
  }
}
