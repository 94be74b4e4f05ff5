package fr.ght.view.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import fr.ght.view.Invented;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was refused what stands in the log, once, and nothing that he sent does. */
@QuarkusTest
@QuarkusTestResource(
    value = LocalServers.class,
    initArgs = @ResourceArg(name = "database", value = "view"))
class RefusedAttemptsTest {
  private static final String SECRET = "s3cret-" + Invented.id();

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler listener = new Listener();

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord line) {
      lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(listener);
  }

  @AfterEach
  void leave() {
    Logger.getLogger("").removeHandler(listener);
  }

  @Test
  void a_group_of_others_is_refused_under_the_name_of_the_address() {
    var ght = "ght-" + SECRET;
    as(role("dsi"), "/api/view/ghts/" + ght + "/matrix?on=" + SECRET, 404);

    assertThat(refusals())
        .singleElement()
        .asString()
        .matches("refused: GET /api/view/ghts/\\{ght}/matrix by [0-9a-f-]{36}: UNSEEN \\(404\\)");
    assertThat(lines).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void what_is_not_there_for_anybody_is_no_refusal() {
    as(role("dsi"), "/api/view/ghts/nowhere/at/all", 404);

    assertThat(refusals()).isEmpty();
  }

  @Test
  void a_role_that_does_not_do_it_is_named_as_the_reason() {
    as(role("ops"), "/api/view/ghts/" + SECRET + "/audit", 403);
    as(role("buyer"), "/ops/views", 403);

    assertThat(refusals())
        .hasSize(2)
        .allMatch(line -> line.endsWith(": NOT_YOUR_ROLE (403)"))
        .anyMatch(line -> line.startsWith("refused: GET /api/view/ghts/{ght}/audit by "))
        .anyMatch(line -> line.startsWith("refused: GET /ops/views by "));
  }

  @Test
  void who_is_not_signed_in_is_nobody() {
    given()
        .header("Authorization", "Bearer a." + SECRET + ".c")
        .patch("/api/view/ghts/" + SECRET + "/audit?asOf=" + SECRET)
        .then()
        .statusCode(401);
    given().header("Authorization", "Bearer x").patch("/" + SECRET).then().statusCode(401);

    assertThat(refusals())
        .containsExactly(
            "refused: PATCH /api/view/ghts/{ght}/audit by nobody: TOKEN_REFUSED (401)",
            "refused: PATCH an unknown address by nobody: TOKEN_REFUSED (401)");
    assertThat(lines).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void the_same_again_and_again_is_counted_and_not_written() {
    var before = counted();
    var token = role("requester");
    for (int i = 0; i < 30; i++) {
      as(token, "/api/view/ghts/" + SECRET + "/timeline", 404);
    }

    assertThat(refusals()).hasSize(3);
    assertThat(counted() - before).isEqualTo(30);
  }

  private List<String> refusals() {
    return lines.stream().filter(line -> line.startsWith("refused: ")).toList();
  }

  private static double counted() {
    var metrics = given().noFilters().get("/q/metrics").then().statusCode(200).extract().asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith("ght_refused_total"))
        .filter(line -> line.contains("reason=\"UNSEEN\"") && line.contains("status=\"404\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String role(String role) {
    return AllRights.token("refused-" + Invented.id(), role, "", "ght-own");
  }

  private static void as(String token, String address, int status) {
    given().header("Authorization", "Bearer " + token).get(address).then().statusCode(status);
  }
}
