package fr.ght.inventory.view.catalogue;

import fr.ght.access.Caller;
import fr.ght.eventsourcing.temporal.TemporalTable;
import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import fr.ght.inventory.view.ListParameters;
import fr.ght.inventory.view.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who reads a catalogue: of which group, of which establishments, as of when. */
@Singleton
public final class CatalogueReader {
  private final Mutiny.SessionFactory sessions;

  CatalogueReader(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * @param establishments whose machines he may count
   * @param moment by which it was recorded; just before for ever, if now is asked for
   */
  public record Reading(
      String ght, String[] establishments, OffsetDateTime moment, boolean isEarlier) {}

  /**
   * @param named the group that is asked for; null for the only one that the caller sees
   * @param establishment the only one whose machines are asked for; null for all
   * @return fails with 404 as for a group that does not exist
   */
  public Uni<Reading> reading(
      Caller caller, @Nullable String named, AsOf asOf, @Nullable String establishment) {
    var reader = Visible.reader(caller);
    var ght = group(reader, named);
    var only = ListParameters.establishment(establishment);
    return sessions
        .withSession(session -> Visible.establishments(session, reader, asOf, ght))
        .map(visible ->
            new Reading(
                ght,
                visible.stream()
                    .filter(one -> only == null || one.equals(only))
                    .toArray(String[]::new),
                moment(asOf),
                asOf.recordedBy() != null));
  }

  private static String group(Caller caller, @Nullable String named) {
    var seen = Visible.groups(caller);
    if (named == null) {
      if (seen.size() != 1) {
        throw Problem.unreadable("ght", "is missing: you may see none, or more than one group");
      }
      return seen.getFirst();
    }
    if (!seen.contains(named)) {
      throw Problem.notFound("such group");
    }
    return named;
  }

  private static OffsetDateTime moment(AsOf asOf) {
    var recordedBy = asOf.recordedBy();
    var moment = recordedBy == null ? TemporalTable.FOREVER.minus(1, ChronoUnit.DAYS) : recordedBy;
    return moment.atOffset(ZoneOffset.UTC);
  }
}
