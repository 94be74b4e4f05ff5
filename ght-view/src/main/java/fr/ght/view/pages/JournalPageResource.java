package fr.ght.view.pages;

import fr.ght.access.Action;
import fr.ght.access.identity.Identities;
import fr.ght.access.identity.Known;
import fr.ght.http.Problem;
import fr.ght.http.lists.Page;
import fr.ght.view.audit.Audit;
import fr.ght.view.audit.AuditEntry;
import fr.ght.view.audit.AuditFilter;
import fr.ght.view.facts.FactType;
import fr.ght.view.group.Groups;
import fr.ght.view.members.Needs;
import fr.ght.view.pages.shown.JournalPage;
import fr.ght.view.pages.shown.JournalPage.Search;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who changed what in a group: for its CIOs and security officers. */
@Path("/ghts/{ght}/journal")
@Produces(Html.MEDIA_TYPE)
@Needs(Action.READ_AUDIT)
public class JournalPageResource {
  private final Groups groups;
  private final Audit audit;
  private final Identities identities;
  private final Rendering rendering;

  public JournalPageResource(
      Groups groups, Audit audit, Identities identities, Rendering rendering) {
    this.groups = groups;
    this.audit = audit;
    this.identities = identities;
    this.rendering = rendering;
  }

  /** What is searched; an empty field is not asked. */
  public record Sought(
      @QueryParam("acteur") @Nullable String actor,
      @QueryParam("fait") @Nullable String type,
      @QueryParam("objet") @Nullable String subject,
      @QueryParam("du") @Nullable String from,
      @QueryParam("au") @Nullable String to,
      @QueryParam("correlation") @Nullable String correlation) {

    Search search(@Nullable String establishment, @Nullable String cursor) {
      return Search.of(
          establishment,
          Asked.text("acteur", actor),
          Asked.text("fait", type),
          Asked.text("objet", subject),
          Asked.text("du", from),
          Asked.text("au", to),
          Asked.text("correlation", correlation),
          cursor);
    }

    AuditFilter filter(@Nullable String establishment) {
      var fact = Asked.text("fait", type);
      if (fact != null && !FactType.all().contains(fact)) {
        throw Problem.unreadable("fait", "is no type of fact");
      }
      return AuditFilter.parse(
          establishment,
          Asked.text("acteur", actor),
          fact,
          Asked.text("objet", subject),
          Asked.text("du", from),
          Asked.text("au", to),
          Asked.text("correlation", correlation));
    }
  }

  @GET
  @Operation(hidden = true)
  public Uni<RestResponse<String>> page(@BeanParam Asked asked, @BeanParam Sought sought) {
    return read(asked, sought).map(page -> Html.of(rendering.page(page)));
  }

  @GET
  @Path("/fragments/liste")
  @Operation(hidden = true)
  public Uni<RestResponse<String>> list(@BeanParam Asked asked, @BeanParam Sought sought) {
    return read(asked, sought).map(page -> Html.of(rendering.part("journal", page)));
  }

  private Uni<JournalPage> read(Asked asked, Sought sought) {
    var moment = asked.moment();
    var establishment = asked.establishment();
    var cursor = asked.cursor();
    var search = sought.search(establishment, cursor);
    return Uni.combine()
        .all()
        .unis(
            groups.group(asked.ght(), moment.asOf()),
            audit.list(
                asked.ght(),
                sought.filter(establishment),
                moment.asOf(),
                cursor,
                Page.DEFAULT_LIMIT))
        .asTuple()
        .chain(found ->
            known(found.getItem2().items())
                .map(known ->
                    JournalPage.of(
                        found.getItem1(),
                        found.getItem2(),
                        search,
                        FactType.all(),
                        known,
                        moment)));
  }

  private Uni<Map<String, Known>> known(List<AuditEntry> entries) {
    var actors =
        entries.stream()
            .map(AuditEntry::actor)
            .distinct()
            .flatMap(JournalPageResource::uuid)
            .toList();
    return identities
        .known(actors)
        .map(found ->
            found.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().toString(), Map.Entry::getValue)));
  }

  private static Stream<UUID> uuid(String actor) {
    try {
      return Stream.of(UUID.fromString(actor));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
