package fr.ght.view.live;

import fr.ght.access.signin.Call;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The stream of server-sent events of a group. */
@Path("/api/view/ghts/{ght}/stream")
@Tag(name = "view")
public class ChangesResource {
  /** So that whatever stands between does not take the silence for the end. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final Duration RECONNECT = Duration.ofSeconds(2);

  private final Changes changes;
  private final Call call;

  public ChangesResource(Changes changes, Call call) {
    this.changes = changes;
    this.call = call;
  }

  @GET
  @OfKnownGroup
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What changes in the group, as server-sent events named change",
      description =
          "Data: {\"views\":[…],\"establishments\":[…],\"completeUpTo\"}. The first comes at once"
              + " and names all views; then at most five a second. No establishment named: the"
              + " whole group.")
  public Multi<OutboundSseEvent> stream(@PathParam("ght") String ght, @Context Sse sse) {
    var told = changes.of(ght).map(change -> event(sse, change));
    // Whoever goes on listening then signs in again.
    var left =
        call.signedIn()
            .map(somebody -> Duration.between(Instant.now(), somebody.until()))
            .filter(Duration::isPositive)
            .orElse(Duration.ofMillis(1));
    return Multi.createBy().merging().streams(told, heartbeats(sse)).select().first(left);
  }

  private static OutboundSseEvent event(Sse sse, Change change) {
    return sse.newEventBuilder()
        .name("change")
        .reconnectDelay(RECONNECT.toMillis())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(Change.class, change)
        .build();
  }

  private static Multi<OutboundSseEvent> heartbeats(Sse sse) {
    return Multi.createFrom()
        .ticks()
        .startingAfter(HEARTBEAT)
        .every(HEARTBEAT)
        .onOverflow()
        .drop()
        .map(_ -> sse.newEventBuilder().comment("still here").build());
  }
}
