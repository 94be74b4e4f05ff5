package fr.ght.inventory.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import fr.ght.inventory.Invented;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** The service as its callers see it. */
public final class Api {
  private Api() {}

  public static ValidatableResponse put(String address, String json, Object... headers) {
    return with(headers).contentType(ContentType.JSON).body(json).put(address).then();
  }

  public static ValidatableResponse post(String address, String json, Object... headers) {
    return with(headers).contentType(ContentType.JSON).body(json).post(address).then();
  }

  public static ValidatableResponse get(String address) {
    return given().get(address).then();
  }

  public static ValidatableResponse delete(String address, Object... headers) {
    return with(headers).delete(address).then();
  }

  /** A group with one support establishment, which is returned. */
  public static String establishment() {
    var ght = Invented.ght();
    var finess = Invented.finess();
    group(ght);
    member(ght, finess, "SUPPORT", "2016-07-01").statusCode(200);
    return finess;
  }

  public static void group(String ght) {
    put(
            "/api/inventory/ghts/" + ght,
            "{\"name\":\"Group of a test\",\"support\":\"%s\"}".formatted(Invented.finess()))
        .statusCode(201);
  }

  public static ValidatableResponse member(String ght, String finess, String role, String from) {
    return put(
        "/api/inventory/ghts/" + ght + "/members/" + finess,
        "{\"name\":\"CH invented\",\"role\":\"%s\",\"from\":\"%s\"}".formatted(role, from));
  }

  /** A new credential of the establishment: id, user and password among others. */
  public static JsonPath credential(String finess) {
    return post("/api/inventory/establishments/" + finess + "/credentials", "{\"label\":\"Test\"}")
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /** Lists follow the log a moment later; the bound is for machines that do much else. */
  public static void eventually(ThrowingRunnable shown) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(shown);
  }

  private static RequestSpecification with(Object... headers) {
    var request = given();
    for (int i = 0; i < headers.length; i += 2) {
      request.header(String.valueOf(headers[i]), headers[i + 1]);
    }
    return request;
  }
}
