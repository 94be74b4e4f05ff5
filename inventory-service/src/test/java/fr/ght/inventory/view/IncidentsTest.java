package fr.ght.inventory.view;

import static fr.ght.inventory.intake.Api.eventually;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.post;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.eventsourcing.EventStore;
import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.Invented;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.domain.incident.Incident;
import fr.ght.inventory.domain.incident.IncidentEvent.*;
import fr.ght.inventory.domain.incident.IncidentKind;
import fr.ght.inventory.log.InventoryEventTypes;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class IncidentsTest {
  private static final String LIST = "/api/inventory/incidents";

  private final Finess here = new Finess(Invented.finess());
  private final String mine = LIST + "?establishment=" + here;
  private final Logbook log;

  @Inject
  IncidentsTest(EventStore store) {
    this.log = new Logbook(store);
  }

  @Test
  void an_open_incident_is_listed_until_it_is_settled() {
    var id = raise("pc-12", IncidentKind.AMBIGUOUS_MACHINE);
    eventually(() -> get(mine).body("items.id", equalTo(List.of(id))));
    get(mine)
        .body("total", equalTo(1))
        .body("items[0].establishment", equalTo(here.number()))
        .body("items[0].kind", equalTo("AMBIGUOUS_MACHINE"))
        .body("items[0].device", equalTo("pc-12"))
        .body("items[0].detail", equalTo("Its keys fit 2 machines"))
        .body("items[0].observedAt", equalTo("2026-11-23T11:00:00Z"))
        .body("items[0].state", equalTo("OPEN"))
        .body("items[0].resolution", nullValue());
    var before = Instant.now();
    post(LIST + "/" + id + "/resolution", "{\"reason\":\"Relabelled\"}").statusCode(204);

    eventually(() -> get(mine).body("items", hasSize(0)));
    get(mine + "&state=RESOLVED")
        .body("items[0].id", equalTo(id))
        .body("items[0].state", equalTo("RESOLVED"))
        .body("items[0].resolution", equalTo("Relabelled"));
    get(mine + "&state=ALL").body("total", equalTo(1));
    get(mine + "&asOf=" + before).body("items[0].state", equalTo("OPEN"));
    get(mine + "&asOf=2015-01-01").body("items", hasSize(0));

    raise("pc-12", IncidentKind.AMBIGUOUS_MACHINE);
    eventually(() -> get(mine).body("items.id", equalTo(List.of(id))));
    get(mine + "&state=RESOLVED").body("items", hasSize(0));
  }

  @Test
  void incidents_are_paged_latest_first() {
    var ids =
        IntStream.range(0, 5)
            .mapToObj(i -> raise("pc-" + i, IncidentKind.PARTIAL_WITHOUT_BASELINE))
            .toList()
            .reversed();
    eventually(() -> get(mine).body("items.id", equalTo(ids)));
    String second =
        get(mine + "&limit=2").body("items.id", equalTo(ids.subList(0, 2))).extract().path("next");
    String third =
        get(mine + "&limit=2&cursor=" + second)
            .body("items.id", equalTo(ids.subList(2, 4)))
            .extract()
            .path("next");
    get(mine + "&limit=2&cursor=" + third)
        .body("items.id", equalTo(ids.subList(4, 5)))
        .body("next", nullValue());
    get(mine + "&kind=SAME_MACHINE_ELSEWHERE").body("items", hasSize(0));
  }

  @Test
  void what_cannot_be_asked_is_named() {
    refused("?state=LOST", "state");
    refused("?kind=LOST", "kind");
    refused("?establishment=1", "establishment");
    refused("?asOf=yesterday", "asOf");
    refused("?cursor=forged!", "cursor");
    refused("?cursor=eB95", "cursor");
    refused("?limit=0", "limit");
    refused("?page=2", "page");
  }

  private static void refused(String question, String field) {
    get(LIST + question).statusCode(400).body("errors[0].field", equalTo(field));
  }

  private String raise(String device, IncidentKind kind) {
    var id = Incident.key(here, kind, device);
    log.append(
        new StreamId(InventoryEventTypes.INCIDENT, id),
        InventoryEventTypes.INCIDENTS,
        new IncidentRaised(here, kind, device, "Its keys fit 2 machines", Logbook.NOON));
    return id;
  }
}
