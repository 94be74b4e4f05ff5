package fr.ght.inventory;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class MetricsTest {

  @Test
  void the_pool_is_measured_and_no_single_connection_in_its_place() {
    given().get("/api/inventory/ghts").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("sql_pool_queue_size{"))
        .body(containsString("postgresql_processing_seconds"))
        .body(not(containsString("postgresql_queue_size")))
        .body(not(containsString("postgresql_current")));
  }
}
