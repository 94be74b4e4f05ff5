package fr.ght.inventory.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.inventory.intake.agents.Logged;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changes that somebody had no right to stand in the log, once, without what he sent. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class RefusedAttemptsTest {
  private static final String SECRET = "s3cret-product";

  private final String ght = Invented.ght();
  private final String support = Invented.finess();
  private final String member = Invented.finess();
  private final String stranger = Invented.finess();

  @Test
  void a_change_at_another_establishment_is_told_with_the_reason_whatever_is_answered() {
    Api.put("/api/inventory/ghts/" + ght, "{\"name\":\"G\",\"support\":\"%s\"}".formatted(support))
        .statusCode(201);
    Api.member(ght, support, "SUPPORT", "2016-07-01").statusCode(200);
    Api.member(ght, member, "MEMBER", "2016-07-01").statusCode(200);

    assertThat(refusals(declaring("dsi", support, 403)))
        .singleElement()
        .asString()
        .matches(
            "refused: PUT /api/inventory/applications/\\{id} by [0-9a-f-]{36}: NOT_YOURS \\(403\\)");
    assertThat(refusals(declaring("dsi", stranger, 404)))
        .singleElement()
        .asString()
        .endsWith(": UNSEEN (404)");
    assertThat(refusals(declaring("buyer", member, 403)))
        .singleElement()
        .asString()
        .endsWith(": NOT_YOUR_ROLE (403)");
    assertThat(refusals(declaring("dsi", member, 201))).isEmpty();
  }

  private Stream<String> declaring(String role, String establishment, int status) {
    var token = AllRights.token("refused-" + Invented.id(), role, member, ght);
    try (var log = new Logged()) {
      given()
          .header("Authorization", "Bearer " + token)
          .contentType(ContentType.JSON)
          .body(
              """
              {"establishment":"%s","function":"imaging","product":"%s","version":"1",
               "state":"IN_PRODUCTION"}
              """
                  .formatted(establishment, SECRET))
          .put("/api/inventory/applications/" + Invented.id())
          .then()
          .statusCode(status);
      assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
      return log.lines().stream();
    }
  }

  private static List<String> refusals(Stream<String> lines) {
    return lines.filter(line -> line.startsWith("refused: ")).toList();
  }
}
